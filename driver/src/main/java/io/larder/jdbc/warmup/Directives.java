package io.larder.jdbc.warmup;

import io.larder.jdbc.config.Ttl;
import io.larder.sql.SqlScript.Note;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the comments before a statement say to Larder: those that begin with {@code larder:}.
 *
 * @param ttl an older answer is loaded anew
 * @param every when it is loaded again; empty if it is loaded once
 * @param parallel how many connections work at it; empty for as many as there are
 * @param foreach a query whose rows are its parameters
 * @param maxRows after which the driver stops, as the application sets it; 0 if it does not
 */
record Directives(
        Optional<String> name,
        Optional<Duration> ttl,
        Optional<Duration> every,
        Optional<Integer> parallel,
        Optional<String> foreach,
        int maxRows) {
    private static final Directives NONE =
            new Directives(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 0);

    private static final String SIGN = "larder:";
    private static final String FOREACH = "foreach";

    /**
     * Reads comments.
     *
     * @throws ScriptException if Larder is told something that it does not understand
     */
    static Directives of(List<Note> notes) throws ScriptException {
        Directives all = NONE;
        for (Note note : notes) {
            if (note.text().regionMatches(true, 0, SIGN, 0, SIGN.length())) {
                try {
                    all = all.with(note.text().substring(SIGN.length()).strip());
                } catch (IllegalArgumentException e) {
                    throw new ScriptException(note.line(), String.valueOf(e.getMessage()));
                }
            }
        }
        return all;
    }

    private Directives with(String text) {
        if (text.regionMatches(true, 0, FOREACH, 0, FOREACH.length())) {
            String query =
                    text.substring(FOREACH.length()).replaceFirst(";\\s*$", "").strip();
            if (query.isEmpty() || foreach.isPresent()) {
                throw new IllegalArgumentException("foreach wants one query");
            }
            return new Directives(name, ttl, every, parallel, Optional.of(query), maxRows);
        }
        Directives all = this;
        for (String setting : text.split("[\\s,]+", -1)) {
            int equals = setting.indexOf('=');
            if (!setting.isEmpty()) {
                all = equals < 0
                        ? all.with(setting, "")
                        : all.with(setting.substring(0, equals), setting.substring(equals + 1));
            }
        }
        return all;
    }

    private Directives with(String key, String value) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "name" -> new Directives(Optional.of(value), ttl, every, parallel, foreach, maxRows);
            case "ttl" -> new Directives(name, Optional.of(duration(key, value)), every, parallel, foreach, maxRows);
            case "every" -> new Directives(name, ttl, Optional.of(duration(key, value)), parallel, foreach, maxRows);
            case "parallel" -> new Directives(name, ttl, every, Optional.of(count(key, value)), foreach, maxRows);
            case "maxrows" -> new Directives(name, ttl, every, parallel, foreach, count(key, value));
            default ->
                throw new IllegalArgumentException(
                        "\"" + key + "\" is none of name, ttl, every, parallel, maxRows, foreach");
        };
    }

    private static Duration duration(String key, String text) {
        // As the comment that is sent with the statement is read: what is longer would not be understood there.
        if (Ttl.parse(text).orElse(null) instanceof Ttl.For age) {
            return age.duration();
        }
        throw new IllegalArgumentException(key + " wants a duration, such as 30s, 5m or 1h");
    }

    private static int count(String key, String text) {
        if (!text.matches("[1-9][0-9]{0,6}")) {
            throw new IllegalArgumentException(key + " wants a number");
        }
        return Integer.parseInt(text);
    }
}
