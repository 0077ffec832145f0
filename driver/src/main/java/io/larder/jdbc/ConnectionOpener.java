package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts Larder around a connection that the database's driver has just opened. */
final class ConnectionOpener {
    /** A session that could not say who and where it is. */
    private static final SessionSnapshot UNPLACED = new SessionSnapshot(
            "", List.of(), Connection.TRANSACTION_SERIALIZABLE, Optional.of(BypassReason.SESSION_NOT_KNOWN));

    private ConnectionOpener() {}

    /** Returns the connection with the cache around it; as it is, if nothing is known of its driver. */
    static Connection open(Connection fresh, DriverConfig config) throws SQLException {
        if (isCached(fresh)) {
            return fresh;
        }
        Optional<Placement> placement = place(fresh, config, PhysicalTransaction.ofOneConnection());
        return placement.isEmpty() ? fresh : placement.get().first(fresh);
    }

    /** Of a DataSource or pool that has the cache already; twice would only be in the way. */
    private static boolean isCached(Connection fresh) {
        try {
            return fresh.isWrapperFor(LarderConnection.class);
        } catch (SQLException | RuntimeException | LinkageError notTold) {
            return false;
        }
    }

    /**
     * Finds out where a connection leads. Empty if nothing is known of its driver, or if it is closed.
     *
     * @param transaction the connection's, whoever uses it
     */
    static Optional<Placement> place(Connection fresh, DriverConfig config, PhysicalTransaction transaction)
            throws SQLException {
        Optional<DatabaseSupport> known = KnownDatabases.supporting(fresh);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        DatabaseSupport support = known.get();
        SessionSnapshot snapshot;
        CachedDatabase database;
        try {
            snapshot = OwnTransaction.run(fresh, () -> support.readSession(fresh, Set.of()));
            database = DatabaseRegistry.database(snapshot.clockDomain(), support, config);
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SESSION_UNREADABLE, unreadable);
            if (fresh.isClosed()) {
                return Optional.empty();
            }
            snapshot = UNPLACED;
            database = DatabaseRegistry.unplaced(support, config);
        }
        return Optional.of(new Placement(database, snapshot, replayOf(fresh, support), config, transaction));
    }

    private static Optional<Replay> replayOf(Connection fresh, DatabaseSupport support) throws SQLException {
        try {
            return OwnTransaction.run(fresh, () -> support.replay(fresh));
        } catch (RuntimeException | LinkageError unexpected) {
            Events.once(Events.Event.ANSWER_NOT_REPLAYED, unexpected);
            return Optional.empty();
        }
    }
}
