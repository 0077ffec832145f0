package io.larder.jdbc.warmup;

import io.larder.cache.AnswerCache;
import io.larder.jdbc.cache.CachedDatabase;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a warm-up ends before its end. Thread-safe. */
final class Stopping {
    /** How soon it is noticed. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** Of the memory that there is: what is loaded beyond would push out what was loaded before. */
    private static final double FULL = 0.9;

    private final CachedDatabase database;
    private final int own;
    private volatile @Nullable String reason;

    /** @param own how many of the connections to the database are the warm-up's; 0 if it goes on without others */
    Stopping(CachedDatabase database, int own) {
        this.database = database;
        this.own = own;
    }

    /** Returns whether it ends now. */
    boolean now() {
        if (reason == null) {
            reason = found();
        }
        return reason != null;
    }

    private @Nullable String found() {
        AnswerCache answers = database.answers();
        if (answers.sizeInBytes() > FULL * answers.maximumBytes()) {
            return "larder.memory is almost full";
        }
        if (own > 0 && database.openConnections() <= own) {
            return "the application has closed its connections";
        }
        return Thread.currentThread().isInterrupted() ? "interrupted" : null;
    }

    /** Returns why it has ended; empty if it has not. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
