package io.larder.jdbc.postgres;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a statement that failed may have taken effect. Source: "PostgreSQL Error Codes" (Appendix A), and the places
 * where pgjdbc itself throws after the server was done.
 */
final class Outcome {
    /**
     * Classes of errors with which the server refuses a statement and undoes it: it raises them before or while the
     * statement runs, or for COMMIT before the commit record is written.
     */
    private static final Set<String> REFUSED_CLASSES =
            Set.of("0A", "21", "22", "23", "25", "26", "28", "2B", "3D", "3F", "40", "42", "44", "54", "55", "P0");

    /** Exceptions within those classes, and one refusal outside of them. */
    private static final Set<String> UNKNOWN = Set.of(
            "40003", // statement_completion_unknown
            "55000"); // also pgjdbc's "This statement has been closed", which it may find only after execution

    private static final String QUERY_CANCELED = "57014";

    private Outcome() {}

    static boolean unknown(SQLException exception) {
        // The statements of a batch that came before the one that failed may have been committed.
        return exception instanceof BatchUpdateException || !refused(exception.getSQLState());
    }

    private static boolean refused(@Nullable String state) {
        if (state == null || state.length() != 5 || UNKNOWN.contains(state)) {
            return false;
        }
        return state.equals(QUERY_CANCELED) || REFUSED_CLASSES.contains(state.substring(0, 2));
    }
}
