package io.larder.jdbc.postgres;

import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.DriverAccess;
import io.larder.jdbc.database.LockTable;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.SnapshotRule;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.Change;
import io.larder.sql.Dialect;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;
import org.postgresql.PGStatement;
import org.postgresql.core.BaseConnection;

/**
 * PostgreSQL 14 and later through pgjdbc 42.2.29 and later. Thread-safe.
 *
 * <p>Loading this class needs no pgjdbc; using it does. Where the driver is not visible to Larder's class loader, the
 * methods throw {@link NoClassDefFoundError}.
 */
public final class PostgresSupport implements DatabaseSupport {
    /** More bytes than the session's row, or a row of the self-test, ever has. */
    private static final long SMALL_RESULT = 64 << 10;
    /** As many as the names in the schema of a very large database have. */
    private static final long SCHEMA_RESULT = 64 << 20;

    private static final Set<String> REPEATED_ALONE = Set.of("0A000", "26000", "25001", "25P02");

    private static final Optional<LockTable> LOCKS = Optional.of(new LockQuery());

    @Override
    public Dialect dialect() {
        return Dialect.POSTGRESQL;
    }

    @Override
    public boolean recognizes(Connection connection) {
        try {
            return connection.isWrapperFor(BaseConnection.class);
        } catch (SQLException e) {
            return false;
        }
    }

    @Override
    public SessionSnapshot readSession(Connection connection, Set<String> customSettings) throws SQLException {
        ResultBuffer.demand(driver(connection), SMALL_RESULT);
        return SessionQuery.run(driver(connection), customSettings);
    }

    @Override
    public SchemaModel readSchema(Connection connection) throws SQLException {
        ResultBuffer.demand(driver(connection), SCHEMA_RESULT);
        return SchemaQuery.run(driver(connection));
    }

    /** {@inheritDoc} Roles are the server's: PostgreSQL's manual, chapter 22. */
    @Override
    public String rightsDomain(String clockDomain) {
        return clockDomain.substring(0, clockDomain.lastIndexOf('/'));
    }

    @Override
    public Optional<String> schemaVersion(Connection connection) throws SQLException {
        ResultBuffer.demand(driver(connection), SMALL_RESULT);
        return Optional.of(SchemaVersion.read(driver(connection)));
    }

    @Override
    public Set<String> refutedFunctions(Connection connection, Set<String> listed) throws SQLException {
        ResultBuffer.demand(driver(connection), SCHEMA_RESULT);
        return RefutedFunctions.among(listed, driver(connection));
    }

    @Override
    public Optional<LockTable> lockTable() {
        return LOCKS;
    }

    /** {@inheritDoc} pgjdbc: text until a statement is named on the server, then binary. Negative is binary at once. */
    @Override
    public List<TransferForm> transferForms() {
        return List.of(statement -> prepareAfter(0, statement), statement -> prepareAfter(-1, statement));
    }

    private static void prepareAfter(int executions, PreparedStatement statement) throws SQLException {
        // Not unwrapped: what leaves Larder's hands is not followed.
        if (statement instanceof PGStatement ofDriver) {
            ofDriver.setPrepareThreshold(executions);
        }
    }

    @Override
    public TransactionStatus transactionStatus(Connection connection) throws SQLException {
        return switch (driver(connection).getTransactionState()) {
            case IDLE -> TransactionStatus.IDLE;
            case OPEN -> TransactionStatus.OPEN;
            case FAILED -> TransactionStatus.FAILED;
        };
    }

    @Override
    public boolean lexesByTheBook(Connection connection) {
        try {
            return driver(connection).getStandardConformingStrings();
        } catch (SQLException e) {
            return false;
        }
    }

    /** {@inheritDoc} The server says so after each statement. */
    @Override
    public boolean knowsIdle() {
        return true;
    }

    @Override
    public SnapshotRule snapshotRule() {
        return SnapshotRule.FIRST_STATEMENT;
    }

    /** {@inheritDoc} PostgreSQL refuses SET TRANSACTION after a query, and pgjdbc setReadOnly and the like. */
    @Override
    public void begin(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT 1");
        }
    }

    @Override
    public boolean tellsWrites() {
        return true;
    }

    @Override
    public Change written(Connection connection) {
        try {
            return WrittenTables.of(driver(connection));
        } catch (SQLException closed) {
            return Change.EVERYTHING;
        }
    }

    /**
     * {@inheritDoc} When the plan of a prepared statement does not fit its tables any more (0A000), the statement is gone
     * (26000), code of users does what it may not in a transaction, of which it is told in other words (25001), or it was
     * another thread's statement that has failed in the transaction (25P02).
     */
    @Override
    public boolean isRepeatedAlone(SQLException failure) {
        return REPEATED_ALONE.contains(String.valueOf(failure.getSQLState()));
    }

    @Override
    public boolean outcomeUnknown(SQLException exception) {
        return Outcome.unknown(exception);
    }

    @Override
    public Optional<Object> boundValue(Object parameter) throws SQLException {
        return BoundValues.of(parameter);
    }

    /**
     * {@inheritDoc}
     *
     * <p>To be called outside of transactions: with autocommit off the self-test would begin one.
     */
    @Override
    public Optional<Replay> replay(Connection connection) throws SQLException {
        boolean possible = ResultBuffer.holds(driver(connection), SMALL_RESULT) && ReplaySelfTest.passes(connection);
        return possible ? Optional.of(new PostgresReplay(PostgresCodec.of(driver(connection)))) : Optional.empty();
    }

    /**
     * {@inheritDoc}
     *
     * <p>For {@link PGConnection} and {@link BaseConnection}: notifications, driver settings, type registration,
     * replication and large objects pass; COPY counts as the statement that it is; fastpath and whatever else are reported
     * first.
     */
    @Override
    public <T> Optional<T> harmlessView(Connection connection, Class<T> type, DriverAccess access) throws SQLException {
        if (type != PGConnection.class && type != BaseConnection.class) {
            return Optional.empty();
        }
        return Optional.of(type.cast(HarmlessConnection.of(driver(connection), access)));
    }

    @Override
    public Array watched(Array array, DriverAccess access) throws SQLException {
        return WatchedArray.of(array, access);
    }

    /** Returns the driver's own connection, wrapped or not. */
    static BaseConnection driver(Connection connection) throws SQLException {
        return connection instanceof BaseConnection driver ? driver : connection.unwrap(BaseConnection.class);
    }
}
