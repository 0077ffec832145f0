package io.larder.jdbc.cache;

import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counters of one text that are summed up by table and by database: whoever looks at the sums has what came since the last
 * look added to them, so that nothing is summed up while queries run. Does not lead to its text, and outlives it. Thread-safe.
 */
final class TextAccount {
    final LongAdder hits = new LongAdder();
    final LongAdder sharedHits = new LongAdder();
    final LongAdder misses = new LongAdder();
    final ConcurrentMap<BypassReason, LongAdder> bypasses = new ConcurrentHashMap<>();
    final LongAdder databaseNanos = new LongAdder();
    final LongAdder databaseCalls = new LongAdder();
    final Trials trials;
    private final Statistics all;
    private final TableAccounts byTable;
    private volatile Set<TableName> tables;

    /** What is in the sums of its tables; guarded by this, as the two below. */
    private Outcomes settled = Outcomes.NONE;

    /** Those that count in what was saved. */
    private long hitsOfSaved;

    private long savedNanos;

    TextAccount(Set<TableName> tables, Statistics all, TableAccounts byTable) {
        this.tables = tables;
        this.all = all;
        this.byTable = byTable;
        this.trials = new Trials(all.trials());
    }

    Set<TableName> tables() {
        return tables;
    }

    /** It is of these tables from now on; what was counted before stays where it was. */
    synchronized void reads(Set<TableName> known) {
        if (!known.equals(tables)) {
            settle();
            tables = known;
        }
    }

    /** Adds what came since the last time to the sums. */
    synchronized void settle() {
        Outcomes now = outcomes();
        if (!now.equals(settled)) {
            byTable.add(tables, now.since(settled));
            settled = now;
        }
        long calls = databaseCalls.sum();
        if (calls > 0) {
            long more = (now.hits() - hitsOfSaved) * (databaseNanos.sum() / calls);
            all.saved(more);
            savedNanos += more;
            hitsOfSaved = now.hits();
        }
    }

    /** Returns what was saved until it was settled. */
    synchronized long savedNanos() {
        return savedNanos;
    }

    /** Returns whether it was asked until it was settled. */
    synchronized boolean isAsked() {
        return settled.requests() > 0;
    }

    private Outcomes outcomes() {
        long fromOthers = sharedHits.sum();
        long found = hits.sum() + fromOthers;
        long missed = misses.sum();
        long bypassed = sum(bypasses);
        return new Outcomes(found + missed + bypassed + trials.observedHits(), found, fromOthers, missed, bypassed);
    }

    private static long sum(Map<BypassReason, LongAdder> counters) {
        return counters.values().stream().mapToLong(LongAdder::sum).sum();
    }
}
