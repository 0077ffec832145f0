package io.larder.jdbc.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.SharedFigures;
import io.larder.sql.BypassReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CacheStatisticsTest {
    @Test
    void theHitRateIsTheShareOfHitsAmongAllQueries() {
        assertThat(of(6, 2, Map.of(BypassReason.LOCKING_READ, 1L, BypassReason.NO_TABLE, 3L))
                        .hitRate())
                .isEqualTo(0.5);
    }

    @Test
    void withoutQueriesTheHitRateIsZero() {
        assertThat(of(0, 0, Map.of()).hitRate()).isZero();
    }

    private static CacheStatistics of(long hits, long misses, Map<BypassReason, Long> bypasses) {
        return new CacheStatistics(
                hits, 0, misses, 0, 0, 0, 0, 0, 0, bypasses, 0, 0, SharedFigures.NONE, TrialFigures.NONE);
    }
}
