package io.larder.jdbc.cache;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How long queries take in the database, by template, as a moving average. Templates share places, so that a cost may be
 * another one's: good enough to decide what is worth an effort, and for nothing else. Thread-safe.
 */
public final class QueryCosts {
    private static final int PLACES = 1024;

    /** Waiting for another's answer costs two changes of threads: nothing is won for cheaper queries. */
    private static final long WORTH_SHARING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many executions of a template go alone after others have waited for an answer that was not kept. */
    private static final int ALONE = 64;

    private final AtomicLongArray nanos = new AtomicLongArray(PLACES);
    private final AtomicIntegerArray alone = new AtomicIntegerArray(PLACES);

    private static int place(String template) {
        int hash = template.hashCode();
        return (hash ^ hash >>> 16) & PLACES - 1;
    }

    /** A query has taken so long. */
    public void took(String template, long duration) {
        int place = place(template);
        long known = nanos.get(place);
        nanos.set(place, known == 0 ? duration : (known + duration) / 2);
    }

    /** Returns what it takes in nanoseconds; 0 if that is not known. */
    public long of(String template) {
        return nanos.get(place(template));
    }

    /** Returns whether whoever asks the same at the same time had better wait. */
    public boolean isWorthSharing(String template) {
        int place = place(template);
        if (alone.get(place) > 0) {
            alone.decrementAndGet(place);
            return false;
        }
        long known = nanos.get(place);
        return known == 0 || known >= WORTH_SHARING_NANOS;
    }

    /** An answer that others waited for was of no use to them. */
    public void wasNotKept(String template) {
        alone.set(place(template), ALONE);
    }
}
