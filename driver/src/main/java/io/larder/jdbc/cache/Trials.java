package io.larder.jdbc.cache;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.api.TrialFigures;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what is found out about the cache without serving from it, as {@link TrialFigures} says. Thread-safe. */
public final class Trials {
    private final @Nullable Trials all;
    private final LongAdder observedHits = new LongAdder();
    private final LongAdder observedNanos = new LongAdder();
    private final LongAdder verified = new LongAdder();
    private final LongAdder differences = new LongAdder();
    /** When an answer differed last. */
    private volatile @Nullable Stamp differedAt;

    private volatile boolean convicted;

    /** @param all counts along; null if this one counts all */
    Trials(@Nullable Trials all) {
        this.all = all;
    }

    /** A query would have been answered from the cache, for which the database has taken so long. */
    public void observedHit(long nanos) {
        observedHits.increment();
        observedNanos.add(nanos);
        if (all != null) {
            all.observedHit(nanos);
        }
    }

    /** An answer was compared with the database's, which is the same. */
    public void agreed() {
        verified.increment();
        if (all != null) {
            all.agreed();
        }
    }

    /**
     * An answer was compared with the database's, which is another one.
     *
     * @param dependencies what both depend on
     * @param now at which nothing of that was changing
     */
    public void differed(Dependencies dependencies, Stamp now) {
        count();
        Stamp before = differedAt;
        differedAt = now;
        // If something was written in between, the second one may be that write, of which the first was told late.
        if (before != null && dependencies.unchangedSince(before)) {
            convicted = true;
        }
    }

    private void count() {
        verified.increment();
        differences.increment();
        if (all != null) {
            all.count();
        }
    }

    /** Returns whether its answers differed twice without a write in between: it is not cached any more. */
    public boolean isConvicted() {
        return convicted;
    }

    long observedHits() {
        return observedHits.sum();
    }

    TrialFigures snapshot() {
        return new TrialFigures(observedHits.sum(), observedNanos.sum(), verified.sum(), differences.sum());
    }
}
