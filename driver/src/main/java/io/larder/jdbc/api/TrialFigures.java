package io.larder.jdbc.api;

/**
 * What was found out about the cache by asking the database: in {@code larder.mode=observe}, and by {@code larder.verify}.
 *
 * @param observedHits queries that would have been answered from the cache, and were answered by the database because it is
 *     only observed
 * @param observedNanos how long the database took for these
 * @param verified queries that would have been answered from the cache, and whose answer was compared with the database's
 * @param differences those among them that got another answer though nothing was known to have been written
 */
public record TrialFigures(long observedHits, long observedNanos, long verified, long differences) {
    /** Nothing was tried. */
    public static final TrialFigures NONE = new TrialFigures(0, 0, 0, 0);
}
