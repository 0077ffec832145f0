package io.larder.jdbc.api;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A connection that answers repeated queries from memory. Obtained by {@code connection.unwrap(LarderConnection.class)};
 * applications need it only to look at what the cache does.
 */
public interface LarderConnection extends Connection {
    /**
     * Returns what became of the queries of this connection's database in this process. Asks no database.
     *
     * @throws SQLException if the connection is closed
     */
    CacheStatistics statistics() throws SQLException;
}
