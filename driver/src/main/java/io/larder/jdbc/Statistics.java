package io.larder.jdbc;

import io.larder.sql.BypassReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Counts what became of the queries of one database. Thread-safe. */
final class Statistics {
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder stores = new LongAdder();
    private final LongAdder racesLost = new LongAdder();
    private final LongAdder notKept = new LongAdder();
    private final LongAdder invalidations = new LongAdder();
    private final LongAdder writeSetsAsked = new LongAdder();
    private final LongAdder writesWithoutHub = new LongAdder();
    private final Map<BypassReason, LongAdder> bypasses = new EnumMap<>(BypassReason.class);

    Statistics() {
        for (BypassReason reason : BypassReason.values()) {
            bypasses.put(reason, new LongAdder());
        }
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void stored() {
        stores.increment();
    }

    void raceLost() {
        racesLost.increment();
    }

    void notKept() {
        notKept.increment();
    }

    void invalidated() {
        invalidations.increment();
    }

    void writeSetAsked() {
        writeSetsAsked.increment();
    }

    void writtenWithoutHub() {
        writesWithoutHub.increment();
    }

    void bypassed(BypassReason reason) {
        LongAdder counter = bypasses.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    CacheStatistics snapshot(long entries, long bytes) {
        Map<BypassReason, Long> counted = new EnumMap<>(BypassReason.class);
        bypasses.forEach((reason, counter) -> {
            if (counter.sum() > 0) {
                counted.put(reason, counter.sum());
            }
        });
        return new CacheStatistics(
                hits.sum(),
                misses.sum(),
                stores.sum(),
                racesLost.sum(),
                notKept.sum(),
                invalidations.sum(),
                writeSetsAsked.sum(),
                writesWithoutHub.sum(),
                counted,
                entries,
                bytes);
    }
}
