package io.larder.jdbc.connection;

import io.larder.jdbc.api.LarderConnection;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.DatabaseRegistry;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.KnownDatabases;
import io.larder.jdbc.cache.OwnTransaction;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.PoolerMode;
import io.larder.jdbc.console.WarmUp;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.jdbc.transaction.PhysicalTransaction;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts Larder around a connection that the database's driver has just opened. */
public final class ConnectionOpener {
    /** A session that could not say who and where it is. */
    private static final SessionSnapshot UNPLACED = new SessionSnapshot(
            "", List.of(), Connection.TRANSACTION_SERIALIZABLE, Optional.of(BypassReason.SESSION_NOT_KNOWN));

    private ConnectionOpener() {}

    /** Returns the connection with the cache around it; as it is, if nothing is known of its driver. */
    public static Connection open(Connection fresh, DriverConfig config) throws SQLException {
        return open(fresh, config, WarmUp.NONE);
    }

    /** @param warmUp what warm-up scripts do for such connections */
    public static Connection open(Connection fresh, DriverConfig config, WarmUp warmUp) throws SQLException {
        if (isCached(fresh)) {
            return fresh;
        }
        Optional<Placement> placement = place(fresh, config, PhysicalTransaction.ofOneConnection(), warmUp);
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
        return place(fresh, config, transaction, WarmUp.NONE);
    }

    private static Optional<Placement> place(
            Connection fresh, DriverConfig config, PhysicalTransaction transaction, WarmUp warmUp) throws SQLException {
        Optional<DatabaseSupport> known = KnownDatabases.supporting(fresh);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        DatabaseSupport support = known.get();
        SessionSnapshot snapshot;
        CachedDatabase database;
        boolean idle = false;
        try {
            idle = support.transactionStatus(fresh) == TransactionStatus.IDLE;
            snapshot = read(fresh, support, idle);
            database = DatabaseRegistry.database(snapshot.clockDomain(), support, config);
            database.coordination().join(snapshot.clockDomain(), config);
            followPooler(database, snapshot, config);
            if (!idle) {
                // Nobody knows what it has written.
                transaction.write(Change.EVERYTHING, database.clocks().now());
            }
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SESSION_UNREADABLE, unreadable);
            if (fresh.isClosed()) {
                return Optional.empty();
            }
            snapshot = UNPLACED;
            database = DatabaseRegistry.unplaced(support, config);
        }
        Optional<Replay> replay = idle ? replayOf(fresh, support) : Optional.empty();
        return Optional.of(new Placement(database, snapshot, replay, config, transaction, warmUp));
    }

    /** The pooler keeps its clients when the server is started anew, and Larder then knows it as another one. */
    private static void followPooler(CachedDatabase database, SessionSnapshot session, DriverConfig config) {
        if (!session.onlyIfAllowed().contains(BypassReason.POOLER) || config.pooler() == PoolerMode.SESSION) {
            return;
        }
        database.mayMove();
        Events.once(
                Events.Event.POOLER,
                "a connection pooler stands before the server, and may give one session of the server to several clients"
                        + " in turn; connections through it are not cached. If it leaves the session with a client until"
                        + " that disconnects (pool_mode = session), say so: larder.pooler=session");
    }

    /** A DataSource may give a connection that is in a transaction of the application's already; it stays in it. */
    private static SessionSnapshot read(Connection fresh, DatabaseSupport support, boolean idle) throws SQLException {
        SqlCall<SessionSnapshot> reading = () -> support.readSession(fresh, Set.of());
        return idle
                ? OwnTransaction.run(fresh, reading)
                : OwnTransaction.within(fresh, TransactionStatus.OPEN, reading);
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
