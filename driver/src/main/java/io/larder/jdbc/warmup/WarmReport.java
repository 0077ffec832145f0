package io.larder.jdbc.warmup;

import io.larder.sql.BypassReason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What came of a warm-up. Answers are counted: on PostgreSQL, whose driver hands over a query's later answers in another form
 * than its first ones, a question has two.
 *
 * @param script as the user wrote it
 * @param stopped why it ended before its end; empty if it did not
 * @param rests how often the database was slow and left alone for a while
 */
public record WarmReport(
        String script, List<Line> lines, List<Trouble> troubles, Optional<String> stopped, long rests, Duration time) {
    public WarmReport {
        lines = List.copyOf(lines);
        troubles = List.copyOf(troubles);
    }

    /**
     * What came of one statement.
     *
     * @param loaded answers that the database has given, and that are kept
     * @param found answers that Redis has given
     * @param alreadyThere answers that were in memory
     * @param changing answers that were not kept because a table changed meanwhile
     * @param notKept answers that were not kept because of what they are: too large, mostly
     * @param refused answers that are not kept, by reason
     */
    public record Line(
            int line,
            String name,
            long loaded,
            long found,
            long alreadyThere,
            long changing,
            long notKept,
            Map<BypassReason, Long> refused,
            Duration time) {
        public Line {
            refused = Map.copyOf(refused);
        }

        /** Returns answers that are not kept, for whatever reason. */
        long refusals() {
            return changing
                    + notKept
                    + refused.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Something that went wrong at a line of the script. */
    public record Trouble(int line, String message) {}

    /** Returns answers that the database has given, and that are kept. */
    public long loaded() {
        return lines.stream().mapToLong(Line::loaded).sum();
    }

    /** Returns answers that Redis has given. */
    public long found() {
        return lines.stream().mapToLong(Line::found).sum();
    }

    /** Returns answers that were in memory. */
    public long alreadyThere() {
        return lines.stream().mapToLong(Line::alreadyThere).sum();
    }

    /** Returns answers that are not kept, for whatever reason. */
    public long refused() {
        return lines.stream().mapToLong(Line::refusals).sum();
    }

    /** Returns it in one line. */
    public String summary() {
        return String.format(
                Locale.ROOT,
                "%s: %,d answers loaded, %,d found in Redis, %,d already there, %,d refused, %,d errors in %.1f s%s",
                script,
                loaded(),
                found(),
                alreadyThere(),
                refused(),
                troubles.size(),
                time.toMillis() / 1000.0,
                stopped.map(reason -> "; stopped: " + reason).orElse(""));
    }

    /** Returns all of it, a line for each statement and each error. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(summary());
        for (Line line : lines) {
            text.append(String.format(
                    Locale.ROOT,
                    "%n  %s:%d %s: %,d loaded, %,d found in Redis, %,d already there, %.1f s",
                    script,
                    line.line(),
                    line.name(),
                    line.loaded(),
                    line.found(),
                    line.alreadyThere(),
                    line.time().toMillis() / 1000.0));
            appendCount(text, line.changing(), "a table was changing");
            appendCount(text, line.notKept(), "too large, or not to be replayed exactly");
            new TreeMap<>(line.refused()).forEach((reason, count) -> appendCount(text, count, reason.description()));
        }
        for (Trouble trouble : troubles) {
            text.append(String.format("%n  %s:%d: %s", script, trouble.line(), trouble.message()));
        }
        return text.toString();
    }

    private static void appendCount(StringBuilder text, long count, String reason) {
        if (count > 0) {
            text.append(String.format(Locale.ROOT, "; %,d refused: %s", count, reason));
        }
    }
}
