package io.larder.cache.shared;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The turn of this process to ask the database a question that others ask as well. It ends when the answer is in the store, or
 * when it is clear that there will be none. Thread-safe.
 */
public final class Turn {
    /** Of who asks without being waited for. */
    public static final Turn NONE = new Turn(() -> {});

    private final Runnable whenOver;
    /** Who asks, and an answer on its way to the store. */
    private final AtomicInteger reasons = new AtomicInteger(1);

    /** @param whenOver run once, by whatever thread, and must not wait */
    public Turn(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    /** An answer is on its way to the store; returns what is to be told when it has arrived, or was dropped. */
    Runnable prolonged() {
        reasons.incrementAndGet();
        return this::end;
    }

    /** The database has answered, or failed. To be called once by who has the turn. */
    public void end() {
        if (reasons.decrementAndGet() == 0) {
            whenOver.run();
        }
    }
}
