package io.larder.jdbc.statement;

import io.larder.cache.RecentTimes;
import java.util.concurrent.ThreadLocalRandom;

/** Times one in so many hits of a connection: reading the clock once more takes a good part of what a hit takes. */
final class HitSample {
    private static final int TIMED = 64;

    private final RecentTimes times;
    /** Hits until one is timed; begins anywhere, because connections may be short. Threads may overwrite each other's. */
    private int untimed = ThreadLocalRandom.current().nextInt(TIMED);

    HitSample(RecentTimes times) {
        this.times = times;
    }

    /** @param startNanos of the query, whose answer was just found and opened */
    void served(long startNanos) {
        if (--untimed < 0) {
            untimed = TIMED - 1;
            long now = System.nanoTime();
            times.took(now - startNanos, now);
        }
    }
}
