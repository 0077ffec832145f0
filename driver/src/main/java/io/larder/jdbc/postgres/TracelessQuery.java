package io.larder.jdbc.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.TransactionState;

/**
 * Queries of Larder's own within the application's transaction, in one round trip. Nothing is left of them but the time they
 * took: no lock, no failure, no place in the driver's cache of statements.
 */
final class TracelessQuery {
    private static final String BEFORE = "SAVEPOINT larder; ";
    private static final String UNDO = "ROLLBACK TO SAVEPOINT larder; RELEASE SAVEPOINT larder";

    /** In bytes: as many as ten thousand locks have. */
    private static final long RESULT = 1 << 20;

    private TracelessQuery() {}

    /** Reads the results, one after the other. */
    @FunctionalInterface
    interface Reader<T> {
        T read(Results results) throws SQLException;
    }

    /** The results of the queries, in their order. */
    interface Results {
        ResultSet next() throws SQLException;
    }

    /**
     * Asks in a transaction, which goes on as if it had not been asked.
     *
     * @param queries without semicolons, separated by one
     * @throws SQLException if the database refuses, or the driver's limit for a result is too low
     */
    static <T> T ask(BaseConnection connection, String queries, Reader<T> reader) throws SQLException {
        try (Statement statement = statement(connection)) {
            try {
                statement.execute(BEFORE + queries + "; " + UNDO);
                return reader.read(() -> {
                    statement.getMoreResults();
                    return statement.getResultSet();
                });
            } catch (SQLException | RuntimeException failure) {
                if (connection.getTransactionState() == TransactionState.FAILED) {
                    statement.execute(UNDO);
                }
                throw failure;
            }
        }
    }

    /**
     * Returns a statement that the driver does not prepare, for a result that is read as a whole: a page of it would end with
     * the savepoint or the transaction.
     */
    static Statement statement(BaseConnection connection) throws SQLException {
        ResultBuffer.demand(connection, RESULT);
        Statement statement = connection.createStatement();
        statement.setFetchSize(0);
        return statement;
    }
}
