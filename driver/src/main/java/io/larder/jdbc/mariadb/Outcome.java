package io.larder.jdbc.mariadb;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement that failed may have taken effect. InnoDB undoes a statement that fails; of tables of other engines
 * every write counts as one of unknown effect, whatever becomes of it. Source: "MariaDB Error Code Reference".
 */
final class Outcome {
    /** Lower numbers are the connector's own: it may find out only after the server has done its work. */
    private static final int FIRST_OF_SERVER = 1000;

    private static final int LOCK_WAIT_TIMEOUT = 1205;
    private static final int DEADLOCK = 1213;

    private Outcome() {}

    static boolean unknown(SQLException exception) {
        // The statements of a batch that came before the one that failed may have been committed.
        boolean batch = exception instanceof BatchUpdateException;
        return batch
                || exception.getErrorCode() < FIRST_OF_SERVER
                || !refused(exception.getErrorCode(), exception.getSQLState());
    }

    private static boolean refused(int code, @Nullable String state) {
        if (code == LOCK_WAIT_TIMEOUT || code == DEADLOCK) {
            return true;
        }
        return switch (state == null || state.length() != 5 ? "" : state.substring(0, 2)) {
            // Column counts, data, constraints, syntax and access rules.
            case "21", "22", "23", "42" -> true;
            default -> false;
        };
    }
}
