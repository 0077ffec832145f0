package io.larder.jdbc.cache;

import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.h2.H2Support;
import io.larder.jdbc.mariadb.MariaDbSupport;
import io.larder.jdbc.postgres.PostgresSupport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The databases for which Larder has an exact replay. */
public final class KnownDatabases {
    private static final List<DatabaseSupport> ALL =
            List.of(new PostgresSupport(), new H2Support(), new MariaDbSupport());

    private KnownDatabases() {}

    /** Returns what is known of the driver of a connection; empty if it is an unknown one, which is logged once. */
    public static Optional<DatabaseSupport> supporting(Connection connection) {
        for (DatabaseSupport support : ALL) {
            if (recognizes(support, connection)) {
                return Optional.of(support);
            }
        }
        Events.once(
                Events.Event.DATABASE_UNSUPPORTED,
                nameOf(connection) + " has no exact replay in Larder; its queries pass through uncached");
        return Optional.empty();
    }

    private static boolean recognizes(DatabaseSupport support, Connection connection) {
        try {
            return support.recognizes(connection);
        } catch (LinkageError driverIsNotOnTheClassPath) {
            return false;
        }
    }

    private static String nameOf(Connection connection) {
        try {
            return connection.getMetaData().getDriverName();
        } catch (SQLException | RuntimeException unnamed) {
            return connection.getClass().getName();
        }
    }
}
