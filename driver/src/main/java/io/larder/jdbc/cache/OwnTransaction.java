package io.larder.jdbc.cache;

import io.larder.jdbc.database.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Runs Larder's own queries on a connection, and leaves its transaction as it was. For a statement of the application's in a
 * transaction of Larder's there is {@code WrappedStatement}.
 */
public final class OwnTransaction {
    private OwnTransaction() {}

    /** Runs a query on a connection that is in no transaction, and leaves it so. */
    public static <T> T run(Connection idle, SqlCall<T> query) throws SQLException {
        if (idle.getAutoCommit()) {
            return query.run();
        }
        try {
            return query.run();
        } finally {
            idle.rollback();
        }
    }

    /**
     * Runs a query in whatever transaction the application has. If it fails (no privilege, a statement timeout), the
     * transaction does not fail with it: the application knows nothing of the query.
     */
    public static <T> T within(Connection connection, TransactionStatus status, SqlCall<T> query) throws SQLException {
        if (status != TransactionStatus.OPEN) {
            return inNone(connection, query);
        }
        Savepoint before;
        try {
            before = connection.setSavepoint();
        } catch (SQLException refused) {
            return withinBranch(connection, query);
        }
        try {
            return query.run();
        } catch (SQLException | RuntimeException failure) {
            connection.rollback(before);
            throw failure;
        } finally {
            release(connection, before);
        }
    }

    private static void release(Connection connection, Savepoint savepoint) {
        try {
            connection.releaseSavepoint(savepoint);
        } catch (SQLException gone) {
            // The transaction was over already, and the driver did not know: so is the savepoint.
        }
    }

    /** Some drivers refuse savepoints in global transactions, and only the text reaches the database. */
    private static <T> T withinBranch(Connection connection, SqlCall<T> query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SAVEPOINT larder");
            try {
                return query.run();
            } catch (SQLException | RuntimeException failure) {
                statement.execute("ROLLBACK TO SAVEPOINT larder");
                throw failure;
            } finally {
                statement.execute("RELEASE SAVEPOINT larder");
            }
        }
    }

    /** Without autocommit the query opens the transaction of the statement that comes next. */
    private static <T> T inNone(Connection connection, SqlCall<T> query) throws SQLException {
        try {
            return query.run();
        } catch (SQLException | RuntimeException failure) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            throw failure;
        }
    }
}
