package io.larder.jdbc.connection;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.sql.StatementPlan;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection of Larder's, for those parts of it that look at what all connections to its database share. */
public interface LeadsToDatabase extends Connection {
    /**
     * Returns what all connections to its database share.
     *
     * @throws SQLException if the connection is closed
     */
    CachedDatabase database() throws SQLException;

    /** Returns what is known of a text as this session reads it. */
    StatementPlan plan(@Nullable String sql);
}
