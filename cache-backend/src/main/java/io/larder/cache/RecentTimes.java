package io.larder.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long something took of late: its quantiles over the last minute or two, to within a sixteenth. Thread-safe; noting a
 * time takes no lock.
 *
 * <p>Times are counted in buckets, eight to each power of two. After a minute the buckets are put aside for another minute
 * and new ones begun, so that a quantile says how it is and not how it has been since the program started.
 */
public final class RecentTimes {
    private static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int BITS = 3;
    private static final int PARTS = 1 << BITS;
    private static final int BUCKETS = (Long.SIZE - BITS) * PARTS;
    private static final AtomicLongArray NONE = new AtomicLongArray(BUCKETS);

    private volatile Window window;

    /** @param nanoTime {@link System#nanoTime()} */
    public RecentTimes(long nanoTime) {
        window = new Window(nanoTime, new AtomicLongArray(BUCKETS), NONE);
    }

    /**
     * A minute.
     *
     * @param before what was counted in the minute before
     */
    private record Window(long begin, AtomicLongArray counts, AtomicLongArray before) {}

    /**
     * Notes that it took so long once.
     *
     * @param nanoTime when it was over
     */
    public void took(long nanos, long nanoTime) {
        at(nanoTime).counts().incrementAndGet(bucket(Math.max(0, nanos)));
    }

    /**
     * Returns the time in nanoseconds within which a share of it was done of late; NaN if nothing was.
     *
     * @param share from 0 to 1
     * @param nanoTime of now
     */
    public double quantile(double share, long nanoTime) {
        Window now = at(nanoTime);
        long all = 0;
        for (int i = 0; i < BUCKETS; i++) {
            all += now.counts().get(i) + now.before().get(i);
        }
        long wanted = Math.max(1, (long) Math.ceil(share * all));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += now.counts().get(i) + now.before().get(i);
            if (seen >= wanted) {
                return middle(i);
            }
        }
        return Double.NaN;
    }

    private Window at(long nanoTime) {
        Window known = window;
        return nanoTime - known.begin() < WINDOW_NANOS ? known : turned(nanoTime);
    }

    private synchronized Window turned(long nanoTime) {
        Window known = window;
        long age = nanoTime - known.begin();
        if (age >= WINDOW_NANOS) {
            window = new Window(nanoTime, new AtomicLongArray(BUCKETS), age < 2 * WINDOW_NANOS ? known.counts() : NONE);
        }
        return window;
    }

    /** The first ones hold one number each; from there on, the leading bits and those that follow them say which it is. */
    static int bucket(long nanos) {
        if (nanos < PARTS) {
            return (int) nanos;
        }
        int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - BITS;
        return shift * PARTS + (int) (nanos >>> shift);
    }

    private static double middle(int bucket) {
        if (bucket < 2 * PARTS) {
            return bucket;
        }
        int shift = bucket / PARTS - 1;
        long least = (long) (bucket - shift * PARTS) << shift;
        return least + (1L << shift) / 2.0;
    }
}
