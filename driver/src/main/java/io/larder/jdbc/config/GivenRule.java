package io.larder.jdbc.config;

import io.larder.cache.Priority;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rule of a file, as it was written. Immutable.
 *
 * @param name what the user calls it
 * @param where the file and the line on which it begins
 * @param values what it says, of the types of {@link RuleOption}
 */
public record GivenRule(String name, String where, Map<RuleOption<?>, Object> values) {
    public GivenRule {
        values = Map.copyOf(values);
    }

    /** Returns the names of tables, last part, in lower case; any of them will do. */
    public Optional<Set<String>> tables() {
        return value(RuleOption.TABLE);
    }

    /** Returns the pattern of the text. */
    public Optional<String> text() {
        return value(RuleOption.TEXT);
    }

    public Optional<String> tag() {
        return value(RuleOption.TAG);
    }

    public Optional<Ttl> ttl() {
        return value(RuleOption.TTL);
    }

    public Optional<Store> store() {
        return value(RuleOption.STORE);
    }

    public Optional<Duration> maxAge() {
        return value(RuleOption.MAX_AGE);
    }

    public Optional<Integer> maxRows() {
        return value(RuleOption.MAX_ROWS);
    }

    public Optional<Long> maxBytes() {
        return value(RuleOption.MAX_BYTES);
    }

    public Optional<Priority> priority() {
        return value(RuleOption.PRIORITY);
    }

    /** Returns how long before the end an answer is asked for anew; zero for never, empty if nothing is said. */
    public Optional<Duration> refreshAhead() {
        return value(RuleOption.REFRESH_AHEAD).map(ahead -> ahead.orElse(Duration.ZERO));
    }

    @SuppressWarnings("unchecked") // Only its own type's parser gives its value.
    private <T> Optional<T> value(RuleOption<T> option) {
        return Optional.ofNullable((T) values.get(option));
    }
}
