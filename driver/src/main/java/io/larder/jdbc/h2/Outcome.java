package io.larder.jdbc.h2;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement that failed may have taken effect. H2 undoes a statement that fails; what is not listed (a broken
 * connection, a closed database, a cancelled statement, a failing function of a user, a general error) may have taken effect
 * all the same.
 */
final class Outcome {
    private Outcome() {}

    static boolean unknown(SQLException exception) {
        return !refused(exception.getSQLState());
    }

    private static boolean refused(@Nullable String state) {
        return switch (state == null || state.length() != 5 ? "" : state.substring(0, 2)) {
            // Column counts, data, constraints, syntax and access rules.
            case "21", "22", "23", "42" -> true;
            // Deadlock, and the lock timeout.
            default -> "40001".equals(state) || "HYT00".equals(state);
        };
    }
}
