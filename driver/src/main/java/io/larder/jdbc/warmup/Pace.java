package io.larder.jdbc.warmup;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How fast a warm-up asks: so many statements in a second, and none for a while after one has taken several times what it
 * usually takes. Thread-safe.
 */
final class Pace {
    /** Many times as long as usual is too long. */
    private static final int SLOW = 4;
    /** What is quicker than this says nothing of the database. */
    private static final long NOT_SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long LONGEST_REST = TimeUnit.SECONDS.toNanos(10);

    private final long interval;
    private final LongSupplier clock;
    private long next;
    private long rests;

    /**
     * @param rate statements in a second
     * @param clock as {@link System#nanoTime}
     */
    Pace(int rate, LongSupplier clock) {
        this.interval = TimeUnit.SECONDS.toNanos(1) / rate;
        this.clock = clock;
        this.next = clock.getAsLong();
    }

    /** Takes the next turn; returns in how many nanoseconds it is. */
    synchronized long turn() {
        long now = clock.getAsLong();
        long turn = Math.max(now, next);
        next = turn + interval;
        return turn - now;
    }

    /** A statement has taken so long; usually it takes so long, or 0 if that is not known. */
    synchronized void took(long nanos, long usualNanos) {
        if (usualNanos > 0 && nanos > NOT_SLOW_NANOS && nanos > SLOW * usualNanos) {
            rests++;
            // The database then has three quarters of the time for others.
            next = Math.max(next, clock.getAsLong() + Math.min(LONGEST_REST, 3 * nanos));
        }
    }

    /** Returns how often the database was left alone for a while. */
    synchronized long rests() {
        return rests;
    }
}
