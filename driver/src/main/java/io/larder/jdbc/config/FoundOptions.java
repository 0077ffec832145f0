package io.larder.jdbc.config;

import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What is in effect of all that was given. Filled source by source, the strongest first; used by one thread. */
final class FoundOptions {
    private final Map<DriverOption<?>, GivenOption> inEffect = new LinkedHashMap<>();
    private RuleFile rules = RuleFile.NONE;

    /** Adds a file, the weakest of all sources. */
    void add(ConfigFile.Content file) throws SQLException {
        add(file.options());
        rules = file.rules();
    }

    /** Returns what the file says of single queries. */
    RuleFile rules() {
        return rules;
    }

    /**
     * Adds one source. What a stronger source has given stays; what is wrong with the names is told all the same.
     *
     * @throws SQLException if a name is unknown, or one option has two values
     */
    void add(Collection<GivenOption> source) throws SQLException {
        Map<DriverOption<?>, GivenOption> added = new LinkedHashMap<>();
        for (GivenOption given : source) {
            DriverOption<?> option =
                    DriverOption.named(given.name()).orElseThrow(() -> InvalidConfiguration.unknownName(given));
            GivenOption other = added.put(option, given);
            if (other != null && !other.value().equals(given.value())) {
                throw InvalidConfiguration.givenTwice(given, other.value());
            }
        }
        added.forEach(inEffect::putIfAbsent);
    }

    /** Returns what was written for an option; empty if nothing was. */
    Optional<String> text(DriverOption<?> option) {
        return given(option).map(GivenOption::value);
    }

    Optional<GivenOption> given(DriverOption<?> option) {
        return Optional.ofNullable(inEffect.get(option));
    }

    /**
     * Returns the value of an option that has a default.
     *
     * @throws SQLException if the text that is in effect is not allowed
     */
    <T> T value(DriverOption<T> option) throws SQLException {
        GivenOption given = inEffect.get(option);
        if (given == null) {
            return option.type().parse(option.defaultText().orElseThrow()).orElseThrow();
        }
        return option.type()
                .parse(given.value().strip())
                .orElseThrow(() -> InvalidConfiguration.badValue(option, given));
    }
}
