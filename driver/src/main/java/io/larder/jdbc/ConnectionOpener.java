package io.larder.jdbc;

import io.larder.jdbc.config.CacheMode;
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
        Optional<DatabaseSupport> support = KnownDatabases.supporting(fresh);
        return support.isEmpty() ? fresh : wrap(fresh, support.get(), config);
    }

    private static Connection wrap(Connection fresh, DatabaseSupport support, DriverConfig config) throws SQLException {
        SessionSnapshot snapshot;
        try {
            snapshot = OwnTransaction.run(fresh, () -> support.readSession(fresh, Set.of()));
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SESSION_UNREADABLE, unreadable);
            return fresh.isClosed() ? fresh : wrap(fresh, UNPLACED, DatabaseRegistry.unplaced(support, config), config);
        }
        return wrap(fresh, snapshot, DatabaseRegistry.database(snapshot.clockDomain(), support, config), config);
    }

    private static Connection wrap(
            Connection fresh, SessionSnapshot snapshot, CachedDatabase database, DriverConfig config)
            throws SQLException {
        Session session = new Session(database, fresh, snapshot);
        TransactionScope transaction = new TransactionScope(database, fresh, session, config.orphanHold());
        ReadPath.Limits limits = new ReadPath.Limits(config.ttl().toNanos(), config.maxRows(), config.maxBytes());
        StatementRunner runner = new StatementRunner(
                database,
                database.schemaOf(snapshot),
                fresh,
                session,
                transaction,
                replayOf(fresh, database.support()),
                config.mode() == CacheMode.CACHE,
                limits);
        runner.transactionEnded();
        return new CachingConnection(fresh, database, session, transaction, runner);
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
