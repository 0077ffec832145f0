package io.larder.jdbc.warmup;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** When a warm-up ends before its end. Thread-safe. */
final class Stopping {
    /** How soon it is noticed. */
    static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    static final String CLOSED = "the application has closed its connections";

    private final WarmConnections connections;
    private final boolean forOthers;
    private volatile @Nullable String reason;

    /** @param forOthers whether it is for an application of this process, and ends with that */
    Stopping(WarmConnections connections, boolean forOthers) {
        this.connections = connections;
        this.forOthers = forOthers;
    }

    /** Returns whether it ends now. */
    boolean now() {
        if (reason == null) {
            reason = found();
        }
        return reason != null;
    }

    private @Nullable String found() {
        // What is loaded beyond would push out what was loaded before.
        if (connections.database().answers().isAlmostFull()) {
            return "larder.memory is almost full";
        }
        if (connections.areInTheWay()) {
            return "the application needs its connections";
        }
        if (forOthers && WarmConnections.areAllOf(connections.database())) {
            return CLOSED;
        }
        return Thread.currentThread().isInterrupted() ? "interrupted" : null;
    }

    /** Returns why it has ended; empty if it has not. */
    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }
}
