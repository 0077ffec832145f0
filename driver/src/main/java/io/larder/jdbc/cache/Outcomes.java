package io.larder.jdbc.cache;

/**
 * What became of some queries: sums, not taken at one instant. Immutable.
 *
 * @param hits from Redis as well
 * @param requests more than the others together: those are in it that would have been hits
 */
record Outcomes(long requests, long hits, long sharedHits, long misses, long bypassed) {
    static final Outcomes NONE = new Outcomes(0, 0, 0, 0, 0);

    Outcomes and(Outcomes more) {
        return new Outcomes(
                requests + more.requests,
                hits + more.hits,
                sharedHits + more.sharedHits,
                misses + more.misses,
                bypassed + more.bypassed);
    }

    Outcomes since(Outcomes before) {
        return new Outcomes(
                requests - before.requests,
                hits - before.hits,
                sharedHits - before.sharedHits,
                misses - before.misses,
                bypassed - before.bypassed);
    }
}
