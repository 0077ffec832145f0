package io.larder.jdbc.console;

import io.larder.cache.Lookup;
import io.larder.invalidation.ReadSet;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.console.Explanation.Lines;
import io.larder.jdbc.statement.Forecast;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** What is told of a query. */
record QueryExplanation(Surroundings at, Read read, Forecast forecast) {
    void tell(Lines lines) {
        boolean cacheable = forecast.reason().isEmpty();
        lines.add("cacheable", cacheable ? "yes" : "no");
        lines.add("reason", forecast.reason().map(Enum::name).orElse(null));
        lines.add("meaning", forecast.reason().map(why -> why.description()).orElse(null));
        lines.add("tables_read", tables());
        lines.add("tables_written", WriteExplanation.told(forecast.effect()));
        lines.add("question", read.question());
        lines.add("parameters", read.parameterCount());
        lines.add(
                "settings_in_key",
                forecast.reads().map(QueryExplanation::settings).orElse(null));
        lines.add("ttl", duration(maximumAge()));
        lines.add("ttl_set_by", decidedBy());
        tellOfAnswers(lines);
        tellOfPast(lines);
    }

    private String decidedBy() {
        String rule = forecast.treatment().decidedBy();
        if (!rule.isEmpty()) {
            return rule;
        }
        return at.session().sharesAnswers() ? "larder.ttl" : "larder.standby, or larder.ttl";
    }

    private long maximumAge() {
        return at.session().maximumAgeNanos(forecast.treatment());
    }

    /** Those that are named first; the others with what brings them in. */
    private String tables() {
        Map<TableName, TableName> reasons = forecast.schema()
                .map(schema -> schema.readBecauseOf(read.tables()))
                .orElse(Map.of());
        TreeSet<TableName> all = new TreeSet<>(
                Comparator.<TableName, Boolean>comparing(table -> !read.tables().contains(table))
                        .thenComparing(TableName::name));
        all.addAll(read.tables());
        all.addAll(forecast.reads().map(ReadSet::tables).orElse(read.tables()));
        String told =
                all.stream().map(table -> table.name() + origin(table, reasons)).collect(Collectors.joining(", "));
        return told.isEmpty() ? "none" : told;
    }

    private String origin(TableName table, Map<TableName, TableName> reasons) {
        if (read.tables().contains(table)) {
            return " (named)";
        }
        TableName reason = reasons.get(table);
        return reason == null ? " (seen by its locks)" : " (by " + reason.name() + ")";
    }

    private static String settings(ReadSet reads) {
        String named = reads.settings().stream().sorted().collect(Collectors.joining(", "));
        return "user, role, schema, formats and other settings of the session" + (named.isEmpty() ? "" : "; " + named);
    }

    /** Of the session's kind, whatever the parameters; those in Redis are not looked at. */
    private void tellOfAnswers(Lines lines) {
        long now = System.nanoTime();
        List<Lookup.Hit> kept =
                forecast
                        .key()
                        .map(key -> at.database().answers().about(key, read.question()))
                        .orElse(List.of())
                        .stream()
                        .filter(hit -> hit.holds(now, maximumAge()))
                        .toList();
        lines.add("cached_now", kept.isEmpty() ? "no" : "yes");
        lines.add("answers", kept.size());
        lines.add(
                "age",
                kept.stream()
                        .map(hit -> now - hit.takenAt())
                        .min(Comparator.naturalOrder())
                        .map(QueryExplanation::duration)
                        .orElse(null));
    }

    private void tellOfPast(Lines lines) {
        TextFigures.Snapshot past = at.database().texts().of(read).snapshot();
        lines.add("requests", past.requests());
        lines.add("hits", past.hits());
        lines.add("shared_hits", past.sharedHits());
        lines.add("misses", past.misses());
        lines.add("database_micros", TimeUnit.NANOSECONDS.toMicros(past.meanDatabaseNanos()));
        lines.add("saved_millis", TimeUnit.NANOSECONDS.toMillis(past.savedNanos()));
    }

    /** As options are written. */
    private static String duration(long nanos) {
        Duration duration = Duration.ofMillis(TimeUnit.NANOSECONDS.toMillis(nanos));
        boolean whole = duration.toMillisPart() == 0;
        return whole && duration.toSecondsPart() == 0
                ? duration.toMinutes() + "m"
                : whole ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
    }
}
