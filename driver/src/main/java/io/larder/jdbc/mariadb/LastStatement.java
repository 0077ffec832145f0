package io.larder.jdbc.mariadb;

import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.UsedNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/** What a session of MariaDB can be asked about its latest statement: how many rows it had, and its warnings and errors. */
final class LastStatement {
    private static final Set<String> FUNCTIONS = Set.of("found_rows", "row_count");
    private static final int MOST_KEPT = 1_000;

    private LastStatement() {}

    /** Returns whether a statement may ask about the one before it. */
    static boolean isAskedAbout(StatementPlan plan) {
        if (plan instanceof Read read) {
            // SHOW WARNINGS.
            return asks(read.names()) || read.notCacheable().equals(Optional.of(BypassReason.NOT_A_QUERY));
        }
        return plan instanceof Opaque || plan instanceof Write write && asks(write.names());
    }

    /** Variables as well: {@code @@warning_count} and {@code @@error_count} are such. */
    private static boolean asks(UsedNames names) {
        return !Collections.disjoint(names.functions(), FUNCTIONS)
                || names.operators().stream().anyMatch(operator -> operator.indexOf('@') >= 0);
    }

    /** Runs queries before a write, after which FOUND_ROWS still tells of the query before it; unless that had too many. */
    static void keepingFoundRows(Connection connection, Runnable queries) {
        try {
            long rows = foundRows(connection);
            if (rows <= MOST_KEPT) {
                queries.run();
                wasQuery(connection, (int) rows);
            }
        } catch (SQLException lost) {
            // The application's own statement will be told.
        }
    }

    private static long foundRows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT FOUND_ROWS()")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Makes the session's latest statement a query of as many rows, which reads no table. */
    static void wasQuery(Connection connection, int rows) throws SQLException {
        String query = rows == 0
                ? "SELECT 1 FROM DUAL WHERE FALSE"
                : "SELECT 1 FROM (VALUES (1)" + ", (1)".repeat(rows - 1) + ") counted";
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(query).close();
        }
    }
}
