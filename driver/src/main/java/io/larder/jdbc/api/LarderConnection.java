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

    /**
     * Switches caching off or on for what this connection asks from now on; what it writes is announced to others all the same.
     * Has no effect where {@code larder.mode} lets nothing be cached. It belongs to this object: a pool that hands it out again
     * gives it to the next user as the last one left it.
     *
     * @throws SQLException if the connection is closed
     */
    void setCaching(boolean caching) throws SQLException;

    /**
     * Returns what {@link #setCaching} has set; true at first.
     *
     * @throws SQLException if the connection is closed
     */
    boolean isCaching() throws SQLException;
}
