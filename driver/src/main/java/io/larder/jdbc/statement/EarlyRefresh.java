package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.statement.ReadPath.Asked;
import java.util.concurrent.ThreadLocalRandom;

/** Whether an answer that will soon be too old is asked for anew while others are still served. */
final class EarlyRefresh {
    private EarlyRefresh() {}

    /**
     * Returns whether one of those who would be served asks: the sooner the end and the dearer the query, the likelier; or,
     * where a rule says so, whoever comes in its last time. Nobody finds nothing then. (Vattani, Chierichetti, Lowenstein:
     * Optimal Probabilistic Cache Stampede Prevention, 2015.)
     */
    static boolean isDue(Asked asked, Lookup.Hit hit) {
        long left = asked.maximumAgeNanos() - (asked.start().nanos() - hit.takenAt());
        long ahead = asked.treatment().refreshAheadNanos();
        if (ahead != Treatment.USUALLY) {
            return left < ahead;
        }
        if (left > asked.maximumAgeNanos() / 2) {
            return false;
        }
        double cost = asked.text().usualNanos();
        return left < cost * -Math.log(1 - ThreadLocalRandom.current().nextDouble());
    }
}
