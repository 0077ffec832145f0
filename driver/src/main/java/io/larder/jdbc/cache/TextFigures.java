package io.larder.jdbc.cache;

import io.larder.jdbc.api.TrialFigures;
import io.larder.jdbc.tracing.CurrentSpan;
import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * What became of the queries of one text, whatever their literals, and what they take; its database's {@link Statistics}
 * count along. Thread-safe.
 */
public final class TextFigures {
    /** Waiting for another's answer costs two changes of threads: nothing is won for cheaper queries. */
    private static final long WORTH_SHARING_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    /** So many executions go alone after others have waited for an answer that was not kept. */
    private static final int ALONE = 64;

    private final String template;
    private final Statistics all;
    private final TextAccount account;

    /** The account's, as what is found out: a hit takes the short way. */
    private final LongAdder hits;

    private final Trials trials;

    private final LongAdder stores = new LongAdder();
    private final LongAdder racesLost = new LongAdder();
    private final LongAdder notKept = new LongAdder();
    private final AtomicInteger alone = new AtomicInteger();
    /** Threads may overwrite each other's: good enough to decide what is worth an effort. */
    private volatile long usualNanos;

    private volatile int lastRows;
    private volatile long lastBytes;

    /** One of no tables. */
    TextFigures(String template, Statistics all) {
        this(template, new TextAccount(Set.of(), all, new TableAccounts()), all);
    }

    /** @param account in the sums of whatever its queries are counted for as well */
    TextFigures(String template, TextAccount account, Statistics all) {
        this.template = template;
        this.account = account;
        this.hits = account.hits;
        this.trials = account.trials;
        this.all = all;
    }

    TextAccount account() {
        return account;
    }

    /** Returns what is found out about its answers without serving them. */
    public Trials trials() {
        return trials;
    }

    /** It is known which tables its queries read. */
    void reads(Set<TableName> known) {
        account.reads(known);
    }

    /** Returns the tables that its queries read; those below views as well, as soon as the schema was asked for them. */
    public Set<TableName> tables() {
        return account.tables();
    }

    /** The query was answered from memory. */
    public void hit() {
        hits.increment();
        all.hit();
        CurrentSpan.hit();
    }

    /** The query was answered from the cache, by what another process, or this one earlier, has kept for all. */
    public void sharedHit() {
        account.sharedHits.increment();
        all.sharedHit();
        CurrentSpan.sharedHit();
        Watched.told(Watched.Outcome.FOUND_IN_REDIS);
    }

    /** The query could have been answered from the cache, and was not. */
    public void miss() {
        account.misses.increment();
        all.miss();
        CurrentSpan.miss();
    }

    /** An answer was kept. */
    public void stored(int rows, long bytes) {
        stores.increment();
        all.stored();
        Watched.told(Watched.Outcome.STORED);
        lastRows = rows;
        lastBytes = bytes;
    }

    /** An answer was not kept because a table changed meanwhile. */
    public void raceLost() {
        racesLost.increment();
        all.raceLost();
        Watched.told(Watched.Outcome.RACE_LOST);
    }

    /** An answer was not kept because of what it is. */
    public void notKept() {
        notKept.increment();
        all.notKept();
        Watched.told(Watched.Outcome.NOT_KEPT);
    }

    /** The database was asked without looking for an answer. */
    public void bypassed(BypassReason reason) {
        account.bypasses.computeIfAbsent(reason, unseen -> new LongAdder()).increment();
        all.bypassed(reason);
        CurrentSpan.bypassed(reason);
        Watched.bypassed(reason);
    }

    /** The database has taken so long for it. */
    public void took(long nanos) {
        account.databaseNanos.add(nanos);
        account.databaseCalls.increment();
        all.took(nanos);
        long known = usualNanos;
        usualNanos = known == 0 ? nanos : (known + nanos) / 2;
    }

    /**
     * Returns how long the database would have taken for the hits until now, in nanoseconds: for those since the last time that
     * this was asked, what it takes on average by now. Once counted it stays, so that the sum never falls, as the product of
     * hits and average does.
     */
    public long savedNanos() {
        account.settle();
        return account.savedNanos();
    }

    /** Returns the text, which shows no literals. */
    public String template() {
        return template;
    }

    /** Returns what it took of late, in nanoseconds, as a moving average; 0 if that is not known. */
    public long usualNanos() {
        return usualNanos;
    }

    /** Returns whether whoever asks the same at the same time had better wait. */
    public boolean isWorthSharing() {
        if (alone.get() > 0) {
            alone.decrementAndGet();
            return false;
        }
        long known = usualNanos;
        return known == 0 || known >= WORTH_SHARING_NANOS;
    }

    /** An answer that others waited for was of no use to them. */
    public void wasOfNoUse() {
        alone.set(ALONE);
    }

    /** Returns what was counted until now; its figures are not taken at one instant. */
    public Snapshot snapshot() {
        Map<BypassReason, Long> counted = new EnumMap<>(BypassReason.class);
        account.bypasses.forEach((reason, counter) -> counted.put(reason, counter.sum()));
        long fromOthers = account.sharedHits.sum();
        return new Snapshot(
                template,
                hits.sum() + fromOthers,
                fromOthers,
                account.misses.sum(),
                stores.sum(),
                racesLost.sum(),
                notKept.sum(),
                counted,
                account.databaseNanos.sum(),
                account.databaseCalls.sum(),
                lastRows,
                lastBytes,
                trials.snapshot());
    }

    /**
     * What was counted of one text since it was first seen, in the terms of {@link io.larder.jdbc.api.CacheStatistics}.
     *
     * @param template shows none of its literals
     * @param databaseNanos how long the database took for its misses, all together
     * @param databaseCalls how many of them were timed
     * @param rows of the answer that was kept last
     * @param bytes heap of that answer
     * @param trials what was found out without serving
     */
    public record Snapshot(
            String template,
            long hits,
            long sharedHits,
            long misses,
            long stores,
            long racesLost,
            long notKept,
            Map<BypassReason, Long> bypasses,
            long databaseNanos,
            long databaseCalls,
            int rows,
            long bytes,
            TrialFigures trials) {
        public Snapshot {
            bypasses = Map.copyOf(bypasses);
        }

        /** Returns how often it was asked. */
        public long requests() {
            return hits + misses + bypassed() + trials.observedHits();
        }

        /** Returns how often the database was asked without looking for an answer. */
        public long bypassed() {
            return bypasses.values().stream().mapToLong(Long::longValue).sum();
        }

        /** Returns how long the database takes for it on average, in nanoseconds; 0 if that is not known. */
        public long meanDatabaseNanos() {
            return databaseCalls == 0 ? 0 : databaseNanos / databaseCalls;
        }

        /** Returns how long the database would have taken for the hits, in nanoseconds. */
        public long savedNanos() {
            return hits * meanDatabaseNanos();
        }
    }
}
