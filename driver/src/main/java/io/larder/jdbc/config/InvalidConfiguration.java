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
        if (RuleFile.isAbout(given.name())) {
            return new InvalidConfiguration("Option " + given.name() + " has no effect in " + given.where()
                    + ": rules, and what their classes of ttl are, are read from " + ConfigFile.DEFAULT_NAME);
        }
        List<String> names = DriverOption.ALL.stream().map(DriverOption::name).toList();
        return unknownName(given, NearestName.of(given.name(), names));
    }

    static InvalidConfiguration unknownName(GivenOption given, String nearest) {
        return new InvalidConfiguration(
                "Unknown option " + given.name() + " in " + given.where() + ": did you mean " + nearest + "?");
    }

    static InvalidConfiguration givenTwice(GivenOption given, String otherValue) {
        return new InvalidConfiguration("Option " + given.name() + " is given twice in " + given.where() + ": "
                + shown(given, otherValue) + " and " + shown(given, given.value()));
    }

    static InvalidConfiguration badValue(DriverOption<?> option, GivenOption given) {
        return new InvalidConfiguration("Option " + option.name() + " has the value '" + shown(given, given.value())
                + "' in " + given.where() + ": give " + option.type().allowed());
    }

    static InvalidConfiguration badValue(GivenOption given, OptionType<?> type) {
        return new InvalidConfiguration("Option " + given.name() + " has the value '" + given.value() + "' in "
                + given.where() + ": give " + type.allowed());
    }

    /** An address of Redis may hold a password. */
    private static String shown(GivenOption given, String value) {
        boolean secret = DriverOption.named(given.name())
                .filter(option -> option.type().isSecret())
                .isPresent();
        return secret ? "…" : value.substring(value.lastIndexOf('@') + 1);
    }
}
