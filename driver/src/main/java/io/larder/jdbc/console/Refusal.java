package io.larder.jdbc.console;

import java.sql.SQLException;
import java.sql.SQLSyntaxErrorException;

/** Makes the errors of the console. */
final class Refusal {
    private Refusal() {}

    /** What was written is not understood; SQLState 42601. */
    static SQLException notUnderstood(String message) {
        return new SQLSyntaxErrorException("Larder: " + message, "42601");
    }

    /** The user may not do it; SQLState 42501. */
    static SQLException notAllowed(String message) {
        return new SQLSyntaxErrorException("Larder: " + message, "42501");
    }
}
