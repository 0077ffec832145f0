package io.larder.examples.shop;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What Larder says about itself; all zero for a bare connection.
 *
 * @param hits answers from memory
 * @param queries all that were asked through it
 */
record CacheFigures(long hits, long queries) {
    static final CacheFigures NONE = new CacheFigures(0, 0);

    static CacheFigures of(ShopWorkload shop) throws SQLException {
        try (Connection connection = shop.connection()) {
            if (!connection.isWrapperFor(LarderConnection.class)) {
                return NONE;
            }
            CacheStatistics now = connection.unwrap(LarderConnection.class).statistics();
            long bypassed =
                    now.bypasses().values().stream().mapToLong(Long::longValue).sum();
            return new CacheFigures(now.hits(), now.hits() + now.misses() + bypassed);
        }
    }

    CacheFigures plus(CacheFigures other) {
        return new CacheFigures(hits + other.hits, queries + other.queries);
    }

    CacheFigures minus(CacheFigures other) {
        return new CacheFigures(hits - other.hits, queries - other.queries);
    }
}
