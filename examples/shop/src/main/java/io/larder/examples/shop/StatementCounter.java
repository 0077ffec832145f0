package io.larder.examples.shop;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;

/**
 * Counts the statements that this database has executed for this user, by the server's own account: the extension
 * pg_stat_statements.
 */
final class StatementCounter {
    private static final String SCHEMA = """
            SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
            WHERE e.extname = 'pg_stat_statements'""";

    private static final String CALLS = """
            SELECT coalesce(sum(s.calls), 0) FROM %s.pg_stat_statements s
            JOIN pg_database d ON d.oid = s.dbid
            JOIN pg_roles r ON r.oid = s.userid
            WHERE d.datname = current_database() AND r.rolname = current_user
            AND s.query NOT LIKE '%%pg_stat_statements%%'""";

    private final Connection connection;

    StatementCounter(Connection connection) {
        this.connection = connection;
    }

    /** Statements so far, without those that count; empty if the server does not keep count. */
    OptionalLong executed() {
        try (Statement statement = connection.createStatement()) {
            String schema = first(statement, SCHEMA);
            return OptionalLong.of(Long.parseLong(first(statement, CALLS.formatted(schema))));
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    private static String first(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            if (!rows.next()) {
                throw new SQLException("the extension is not installed");
            }
            return rows.getString(1);
        }
    }
}
