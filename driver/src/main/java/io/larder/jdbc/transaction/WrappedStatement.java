package io.larder.jdbc.transaction;

import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * One statement of a connection with autocommit, in a transaction of which the application notices nothing: begun and ended
 * by text, so that the driver goes on as it does with autocommit. While it is open the database can be asked what the
 * statement has locked, which {@code ObservedReads} does, or written, which {@link UnprovenStatements} does. Used by one
 * thread, once.
 */
public final class WrappedStatement<T extends @Nullable Object> {
    private final Connection driverConnection;
    private final DatabaseSupport support;
    private final SqlCall<T> statement;
    private @Nullable T result;
    private @Nullable SQLException complaint;
    private boolean done;

    /** @param statement runs it, in a transaction that is open */
    public WrappedStatement(Connection driverConnection, DatabaseSupport support, SqlCall<T> statement) {
        this.driverConnection = driverConnection;
        this.support = support;
        this.statement = statement;
    }

    /**
     * Returns whether the transaction has begun; if not, none is open.
     *
     * @throws SQLException if the connection is lost: what the statement would have been told, and can no more
     */
    public boolean begin() throws SQLException {
        try {
            execute("BEGIN");
            return isOpen();
        } catch (SQLException | RuntimeException refused) {
            if (driverConnection.isClosed()) {
                throw refused;
            }
            end();
            return false;
        }
    }

    /** Runs the statement. Its exception is thrown if that is all there is to it, and the transaction has to be ended. */
    public void run() throws SQLException {
        try {
            result = statement.run();
            done = true;
        } catch (SQLException failure) {
            if (support.isRepeatedAlone(failure)) {
                return;
            }
            if (!SqlCall.known(() -> !driverConnection.isClosed() && isOpen())) {
                throw failure;
            }
            // Of the driver, when the server was done: there are no rows, or some where none are wanted.
            complaint = failure;
            done = true;
        }
    }

    /** Returns whether the statement was run and can be committed. */
    public boolean isDone() throws SQLException {
        return done && isOpen();
    }

    /** Returns whether the statement has ended the transaction, against all expectation. */
    public boolean hasCommitted() throws SQLException {
        return done && support.transactionStatus(driverConnection) == TransactionStatus.IDLE;
    }

    /** Returns what the statement returned, or throws what it has thrown. */
    @SuppressWarnings("NullAway") // Null only if T may be, because it has been run.
    public T result() throws SQLException {
        if (complaint != null) {
            throw complaint;
        }
        return result;
    }

    /** Commits it, by text. */
    public void commit() throws SQLException {
        execute("COMMIT");
    }

    /** Leaves no transaction open. */
    public void end() {
        try {
            if (support.transactionStatus(driverConnection) != TransactionStatus.IDLE) {
                execute("ROLLBACK");
            }
        } catch (SQLException | RuntimeException lost) {
            // The application's next statement will be told.
        }
    }

    private boolean isOpen() throws SQLException {
        return support.transactionStatus(driverConnection) == TransactionStatus.OPEN;
    }

    private void execute(String command) throws SQLException {
        try (Statement own = driverConnection.createStatement()) {
            own.execute(command);
        }
    }
}
