package io.larder.jdbc.config;

import java.io.Serial;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;

/**
 * The connection is refused because of what the user wrote; trying again does not help.
 *
 * <p>SQLState 08001 (client unable to establish the connection), which is also what {@code DriverManager} gives when it
 * finds no driver. Not 01S00 (invalid connection string attribute): class 01 says that the call succeeded, with a warning.
 *
 * <p>Messages repeat nothing of the URL or the properties but Larder's own options: the rest may hold passwords.
 */
final class InvalidConfiguration extends SQLNonTransientConnectionException {
    @Serial
    private static final long serialVersionUID = 1L;

    InvalidConfiguration(String message) {
        super(message, "08001");
    }

    InvalidConfiguration(String message, Exception cause) {
        super(message, "08001", cause);
    }

    static InvalidConfiguration unknownName(GivenOption given) {
        List<String> names = DriverOption.ALL.stream().map(DriverOption::name).toList();
        return new InvalidConfiguration("Unknown option " + given.name() + " in " + given.where() + ": did you mean "
                + NearestName.of(given.name(), names) + "?");
    }

    static InvalidConfiguration givenTwice(GivenOption given, String otherValue) {
        return new InvalidConfiguration("Option " + given.name() + " is given twice in " + given.where() + ": "
                + shown(otherValue) + " and " + shown(given.value()));
    }

    static InvalidConfiguration badValue(DriverOption<?> option, GivenOption given) {
        return new InvalidConfiguration("Option " + option.name() + " has the value '" + shown(given.value()) + "' in "
                + given.where() + ": give " + option.type().allowed());
    }

    /** An address of Redis may hold a password. */
    private static String shown(String value) {
        return value.substring(value.lastIndexOf('@') + 1);
    }
}
