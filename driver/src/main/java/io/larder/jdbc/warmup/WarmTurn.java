package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.SharedTier;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The turn of one process of several to warm up: the others wait for it, and then find in Redis what it has loaded, as far as
 * answers are worth that. Nobody waits for long, since the other process may be gone.
 */
final class WarmTurn {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** The application may keep Redis busy as well. */
    private static final long LONGEST_SENDING = TimeUnit.SECONDS.toNanos(5);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Redis tells a process that has just started what the others write after some milliseconds. */
    private static final long LONGEST_SILENCE = TimeUnit.SECONDS.toNanos(30);

    private final @Nullable SharedTier tier;
    private final String job;
    private final String self;

    private WarmTurn(@Nullable SharedTier tier, String job, String self) {
        this.tier = tier;
        this.job = job;
        this.self = self;
    }

    /** Takes the turn, or gives up waiting for it; at once where there are no other processes. */
    static WarmTurn await(CachedDatabase database, String script) {
        long start = System.nanoTime();
        while (!database.coordination().mayServe(System.nanoTime())
                && System.nanoTime() - start < LONGEST_SILENCE
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS / 10);
        }
        WarmTurn turn = new WarmTurn(
                database.sharedTier(), "warm-up " + script, UUID.randomUUID().toString());
        while (!turn.isOurs()
                && System.nanoTime() - start < LONGEST.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return turn;
    }

    private boolean isOurs() {
        return tier == null || tier.takeJob(job, self, LONGEST);
    }

    /** It is the others' turn, who are to find what was loaded; and the process may end now. */
    void end() {
        if (tier != null) {
            long start = System.nanoTime();
            while (!tier.areAllSent()
                    && System.nanoTime() - start < LONGEST_SENDING
                    && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(LOOK_NANOS / 50);
            }
            tier.endJob(job, self);
        }
    }
}
