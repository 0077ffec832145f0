package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.connection.LeadsToDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one warm-up, which are nobody else's. No pool: they are opened when it begins, each is used by one thread,
 * and closed when it ends. Used by the thread that runs the warm-up.
 */
final class WarmConnections implements AutoCloseable {
    private final ConnectionSource source;
    private final List<Connection> open = new ArrayList<>();
    private final CachedDatabase database;

    /** Opens the first one. */
    WarmConnections(ConnectionSource source) throws SQLException {
        this.source = source;
        Connection first = source.open();
        open.add(first);
        try {
            this.database = leading(first).database();
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Opens further ones, unless the database has none to give; these do then. */
    void open(int count) {
        try {
            while (open.size() < count) {
                Connection next = source.open();
                open.add(next);
                if (leading(next).database() != database) {
                    throw new SQLException("not the same database");
                }
            }
        } catch (SQLException enough) {
            // The application needs them more.
        }
    }

    CachedDatabase database() {
        return database;
    }

    /** Returns those that are open. */
    List<Connection> all() {
        return List.copyOf(open);
    }

    static LeadsToDatabase leading(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(LeadsToDatabase.class)) {
            throw new SQLException("nothing of this connection is cached: Larder does not know its driver");
        }
        return connection.unwrap(LeadsToDatabase.class);
    }

    @Override
    public void close() {
        for (Connection connection : open) {
            try {
                connection.close();
            } catch (SQLException lost) {
                // It is gone in any case.
            }
        }
        open.clear();
    }
}
