package io.larder.jdbc.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A duration, within bounds that are written the same way: a whole number with its unit, or ISO 8601 as
 * {@link Duration#parse} reads it. A number without a unit is not read: peers disagree on whether it means seconds.
 */
record DurationType(String minimum, String maximum) implements OptionType<Duration> {
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12}) ?([A-Za-z]+)");
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "ms", ChronoUnit.MILLIS,
            "s", ChronoUnit.SECONDS,
            "m", ChronoUnit.MINUTES,
            "h", ChronoUnit.HOURS,
            "d", ChronoUnit.DAYS);

    @Override
    public Optional<Duration> parse(String text) {
        return duration(text)
                .filter(value -> value.compareTo(bound(minimum)) >= 0 && value.compareTo(bound(maximum)) <= 0);
    }

    @Override
    public String allowed() {
        return "a duration from " + minimum + " to " + maximum + ", such as 500ms, 30s, 10m, 1h or PT10M";
    }

    private static Duration bound(String text) {
        return duration(text).orElseThrow();
    }

    private static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return iso(text);
        }
        ChronoUnit unit = UNITS.get(matcher.group(2).toLowerCase(Locale.ROOT));
        return unit == null ? Optional.empty() : Optional.of(Duration.of(Long.parseLong(matcher.group(1)), unit));
    }

    private static Optional<Duration> iso(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeParseException notIso) {
            return Optional.empty();
        }
    }
}
