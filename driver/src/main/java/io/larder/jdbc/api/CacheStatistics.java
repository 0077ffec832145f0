package io.larder.jdbc.api;

import io.larder.cache.shared.SharedFigures;
import io.larder.sql.BypassReason;
import java.util.Map;

/**
 * What became of the queries of one database in this process, since the process started. A snapshot; its figures are not
 * taken at one instant.
 *
 * @param hits queries answered from the cache
 * @param sharedHits those among them whose answer another process, or this one earlier, had kept in Redis
 * @param misses queries that could have been answered from the cache, and were answered by the database
 * @param stores answers kept
 * @param racesLost answers not kept because a table changed while the query ran
 * @param notKept answers not kept because they are too large or cannot be replayed exactly
 * @param invalidations changes that were announced because they were about to be committed; one that failed then counts as
 *     well
 * @param writeSetsAsked transactions of which the database was asked what they have written, because their statements do
 *     not show it
 * @param writesWithoutHub writes of which other processes could not be told before, because Redis could not be reached
 * @param bypasses queries that were not cacheable, by reason; reasons without any are absent
 * @param entries answers in memory, outdated ones that were not dropped yet included
 * @param bytes heap in use by them
 * @param shared what became of look-ups in Redis, and of what was to be kept there
 * @param trials what was found out by asking the database what the cache would have answered
 */
public record CacheStatistics(
        long hits,
        long sharedHits,
        long misses,
        long stores,
        long racesLost,
        long notKept,
        long invalidations,
        long writeSetsAsked,
        long writesWithoutHub,
        Map<BypassReason, Long> bypasses,
        long entries,
        long bytes,
        SharedFigures shared,
        TrialFigures trials) {
    public CacheStatistics {
        bypasses = Map.copyOf(bypasses);
    }

    /** Returns hits as a share of all queries, from 0 to 1; 0 if there were none. */
    public double hitRate() {
        long bypassed = bypasses.values().stream().mapToLong(Long::longValue).sum();
        long all = hits + trials.observedHits() + misses + bypassed;
        return all == 0 ? 0 : (double) hits / all;
    }

    /** Returns which share would have been hits in place of those that were only observed, from 0 to 1. */
    public double observedHitRate() {
        long bypassed = bypasses.values().stream().mapToLong(Long::longValue).sum();
        long all = trials.observedHits() + misses + bypassed;
        return all == 0 ? 0 : (double) trials.observedHits() / all;
    }
}
