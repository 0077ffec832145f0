package io.larder.jdbc.mariadb;

import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SchemaLook;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.SnapshotRule;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.mariadb.jdbc.client.Context;

/**
 * MariaDB 10.3 and later through MariaDB Connector/J 3.3 and later. Older servers, MySQL and Galera clusters pass through
 * uncached, and so do connections that may go to one of several servers. Thread-safe.
 *
 * <p>Loading this class needs no connector; using it does. Where the connector is not visible to Larder's class loader, the
 * methods throw {@link NoClassDefFoundError}.
 */
public final class MariaDbSupport implements DatabaseSupport {
    /** {@code SERVER_STATUS_IN_TRANS}, which comes with the answer to each statement. */
    private static final int IN_TRANSACTION = 1;

    private final KeptRights keptRights = new KeptRights(System::nanoTime);

    @Override
    public Dialect dialect() {
        return Dialect.MARIADB;
    }

    @Override
    public boolean recognizes(Connection connection) {
        try {
            return connection.isWrapperFor(org.mariadb.jdbc.Connection.class);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public SessionSnapshot readSession(Connection connection, Set<String> customSettings) throws SQLException {
        return SessionReader.read(driver(connection), keptRights);
    }

    @Override
    public SchemaModel readSchema(Connection connection) throws SQLException {
        return lookAtSchema(connection).model();
    }

    @Override
    public Optional<String> schemaVersion(Connection connection) throws SQLException {
        return lookAtSchema(connection).version();
    }

    @Override
    public SchemaLook lookAtSchema(Connection connection) throws SQLException {
        return SchemaReader.look(driver(connection));
    }

    @Override
    public Set<String> refutedFunctions(Connection connection, Set<String> listed) throws SQLException {
        return SchemaReader.refuted(driver(connection), listed);
    }

    /**
     * {@inheritDoc}
     *
     * <p>As of the latest answer that was no error: errors do not say it.
     */
    @Override
    public TransactionStatus transactionStatus(Connection connection) throws SQLException {
        return (context(connection).getServerStatus() & IN_TRANSACTION) == 0
                ? TransactionStatus.IDLE
                : TransactionStatus.OPEN;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Backslashes before quotes and double quotes, which {@code sql_mode} decides about, are doubtful in themselves. In
     * other character sets than UTF-8 a backslash may be half of a character.
     */
    @Override
    public boolean lexesByTheBook(Connection connection) {
        try {
            String charset = context(connection).getCharset();
            return charset == null || charset.toLowerCase(Locale.ROOT).startsWith("utf8");
        } catch (SQLException e) {
            return false;
        }
    }

    /** {@inheritDoc} InnoDB's is taken by the first plain read, not by a write or a locking read before it. */
    @Override
    public SnapshotRule snapshotRule() {
        return SnapshotRule.FIRST_PLAIN_READ;
    }

    /**
     * {@inheritDoc}
     *
     * <p>A query that reads no table would leave MariaDB without a transaction.
     */
    @Override
    public void begin(Connection connection) throws SQLException {
        if (transactionStatus(connection) == TransactionStatus.IDLE) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("START TRANSACTION");
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>FOUND_ROWS, ROW_COUNT, SHOW WARNINGS, and whatever may have one of them inside.
     */
    @Override
    public boolean asksAboutLastStatement(StatementPlan plan) {
        return LastStatement.isAskedAbout(plan);
    }

    @Override
    public void runBefore(StatementPlan next, Connection connection, Runnable queries) {
        if (next instanceof StatementPlan.Write) {
            LastStatement.keepingFoundRows(connection, queries);
        } else {
            queries.run();
        }
    }

    @Override
    public void afterServedQuery(Connection connection, int rows) throws SQLException {
        LastStatement.wasQuery(connection, rows);
    }

    @Override
    public boolean outcomeUnknown(SQLException exception) {
        return Outcome.unknown(exception);
    }

    /**
     * {@inheritDoc}
     *
     * <p>To be called outside of transactions.
     */
    @Override
    public Optional<Replay> replay(Connection connection) throws SQLException {
        return ReplaySelfTest.passes(connection)
                ? Optional.of(new MariaDbReplay(MariaDbCodec.of(driver(connection))))
                : Optional.empty();
    }

    private static Context context(Connection connection) throws SQLException {
        return driver(connection).getContext();
    }

    private static org.mariadb.jdbc.Connection driver(Connection connection) throws SQLException {
        return connection instanceof org.mariadb.jdbc.Connection driver
                ? driver
                : connection.unwrap(org.mariadb.jdbc.Connection.class);
    }
}
