package io.larder.jdbc.connection;

import io.larder.jdbc.cache.Allowances;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.console.Console;
import io.larder.jdbc.console.Surroundings;
import io.larder.jdbc.console.WarmUp;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.metrics.Watches;
import io.larder.jdbc.statement.StatementRunner;
import io.larder.jdbc.statement.Wishes;
import io.larder.jdbc.transaction.PhysicalTransaction;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Where a physical connection leads, and how the connections that are handed out for it are cached.
 *
 * @param found the session as it was when the connection was looked at
 * @param replay how answers are replayed; empty if they cannot be
 * @param transaction the physical connection's, whoever uses it
 * @param warmUp what warm-up scripts do for such connections
 */
public record Placement(
        CachedDatabase database,
        SessionSnapshot found,
        Optional<Replay> replay,
        DriverConfig config,
        PhysicalTransaction transaction,
        WarmUp warmUp) {

    /** Returns the connection that was looked at, with the cache around it. */
    CachingConnection first(Connection driverConnection) throws SQLException {
        CachingConnection connection =
                watched(driverConnection, new Session(database, driverConnection, found, Allowances.of(config)));
        connection.runner().transactionEnded();
        return connection;
    }

    /** Returns another one for the same physical connection. What became of its session is asked when it matters. */
    CachingConnection next(Connection driverConnection) throws SQLException {
        Session session = new Session(database, driverConnection, found, Allowances.of(config));
        session.touched(false);
        CachingConnection connection = watched(driverConnection, session);
        if (!transaction.isBranch()) {
            connection.runner().transactionEnded();
        }
        return connection;
    }

    private CachingConnection watched(Connection driverConnection, Session session) throws SQLException {
        CachingConnection connection = over(driverConnection, session);
        if (!found.clockDomain().isEmpty()) {
            // Not before it is counted: what nobody uses may be forgotten at any time.
            Watches.begin(database, config.metricsTexts(), driverConnection);
        }
        return connection;
    }

    private CachingConnection over(Connection driverConnection, Session session) throws SQLException {
        TransactionScope scope =
                new TransactionScope(database, driverConnection, session, transaction, config.orphanHold());
        StatementRunner runner = new StatementRunner(
                database, Allowances.of(config), driverConnection, session, scope, replay, Wishes.of(config));
        Console console = new Console(new Surroundings(database, session, runner, driverConnection, config, warmUp));
        if (database.support().dialect() == Dialect.POSTGRESQL) {
            try {
                return PostgresTypes.connection(driverConnection, database, session, scope, runner, console);
            } catch (LinkageError otherTypes) {
                // Of an unknown version of the driver: they are reached by unwrapping only.
            }
        }
        return new CachingConnection(driverConnection, database, session, scope, runner, console);
    }
}
