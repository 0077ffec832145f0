package io.larder.jdbc.cache;

import io.larder.cache.RecentTimes;
import io.larder.cache.shared.SharedFigures;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.sql.BypassReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the queries of one database, as {@link CacheStatistics} says of each figure. Thread-safe. */
public final class Statistics {
    /** From memory. Each kind has a counter of its own: a difference of two could fall for a moment. */
    private final LongAdder hits = new LongAdder();

    private final LongAdder sharedHits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stores = new LongAdder();
    private final LongAdder racesLost = new LongAdder();
    private final LongAdder notKept = new LongAdder();
    private final LongAdder invalidations = new LongAdder();
    private final LongAdder writeSetsAsked = new LongAdder();
    private final LongAdder writesWithoutHub = new LongAdder();
    private final LongAdder databaseCalls = new LongAdder();
    private final LongAdder databaseNanos = new LongAdder();
    private final LongAdder savedNanos = new LongAdder();
    private final RecentTimes hitTimes = new RecentTimes(System.nanoTime());
    private final Map<BypassReason, LongAdder> bypasses = new EnumMap<>(BypassReason.class);

    private final Trials trials = new Trials(null);

    Statistics() {
        for (BypassReason reason : BypassReason.values()) {
            bypasses.put(reason, new LongAdder());
        }
    }

    Trials trials() {
        return trials;
    }

    public void hit() {
        hits.increment();
    }

    /** Another one than those of {@link #hit}. */
    public void sharedHit() {
        sharedHits.increment();
    }

    public void miss() {
        misses.increment();
    }

    public void stored() {
        stores.increment();
    }

    public void raceLost() {
        racesLost.increment();
    }

    public void notKept() {
        notKept.increment();
    }

    void invalidated() {
        invalidations.increment();
    }

    public void writeSetAsked() {
        writeSetsAsked.increment();
    }

    void writtenWithoutHub() {
        writesWithoutHub.increment();
    }

    void took(long nanos) {
        databaseCalls.increment();
        databaseNanos.add(nanos);
    }

    void saved(long nanos) {
        savedNanos.add(nanos);
    }

    /** Returns how many misses were timed. */
    public long databaseCalls() {
        return databaseCalls.sum();
    }

    /** Returns how long the database took for them, all together. */
    public long databaseNanos() {
        return databaseNanos.sum();
    }

    /** Returns what {@link Texts#savedNanos} has counted. */
    long savedNanos() {
        return savedNanos.sum();
    }

    /** Returns how long hits in memory took of late; of some, not of all, because that would take longer than they do. */
    public RecentTimes hitTimes() {
        return hitTimes;
    }

    public void bypassed(BypassReason reason) {
        LongAdder counter = bypasses.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    CacheStatistics snapshot(long entries, long bytes, SharedFigures shared) {
        Map<BypassReason, Long> counted = new EnumMap<>(BypassReason.class);
        bypasses.forEach((reason, counter) -> {
            if (counter.sum() > 0) {
                counted.put(reason, counter.sum());
            }
        });
        long fromOthers = sharedHits.sum();
        return new CacheStatistics(
                hits.sum() + fromOthers,
                fromOthers,
                misses.sum(),
                stores.sum(),
                racesLost.sum(),
                notKept.sum(),
                invalidations.sum(),
                writeSetsAsked.sum(),
                writesWithoutHub.sum(),
                counted,
                entries,
                bytes,
                shared,
                trials.snapshot());
    }
}
