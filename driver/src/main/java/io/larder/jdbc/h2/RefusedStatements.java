package io.larder.jdbc.h2;

import java.sql.SQLException;

/**
 * The errors after which it is certain that a statement changed nothing: H2 undoes a statement that fails. Everything that
 * is not listed (a broken connection, a closed database, a cancelled statement, a failing function of a user, a general
 * error) may have taken effect.
 */
final class RefusedStatements {
    private RefusedStatements() {}

    static boolean isRefusal(SQLException exception) {
        String state = exception.getSQLState();
        return switch (state == null || state.length() != 5 ? "" : state.substring(0, 2)) {
            // Column counts, data, constraints, syntax and access rules.
            case "21", "22", "23", "42" -> true;
            // Deadlock, and the lock timeout.
            default -> "40001".equals(state) || "HYT00".equals(state);
        };
    }
}
