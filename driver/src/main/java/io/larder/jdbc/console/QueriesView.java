package io.larder.jdbc.console;

import io.larder.jdbc.cache.TextFigures;
import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code SHOW LARDER QUERIES [LIMIT n]}. */
final class QueriesView implements View {
    private static final int LIMIT = 100;
    private static final int LIMIT_DIGITS = 6;
    private static final int LIMIT_WORDS = 2;

    private static final Comparator<TextFigures.Snapshot> ORDER = Comparator.comparingLong(
                    TextFigures.Snapshot::savedNanos)
            .thenComparingLong(TextFigures.Snapshot::requests)
            .reversed()
            .thenComparing(TextFigures.Snapshot::template);

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("text", "of the query, without its literals"),
                Column.number("requests", "how often it was asked"),
                Column.number("hits", "answered from the cache"),
                Column.number("shared_hits", "those among them whose answer came from Redis"),
                Column.fraction("hit_rate", "hits as a share of requests, from 0 to 1"),
                Column.number("misses", "answered by the database, and might have been from the cache"),
                Column.number("bypasses", "answered by the database without looking for an answer"),
                Column.text("main_reason", "why it was bypassed most often"),
                Column.number("database_micros", "what the database takes for it on average"),
                Column.number("saved_millis", "what it would have taken for the hits"),
                Column.number("observed_hits", "would have been hits, in `larder.mode=observe`"),
                Column.number("differences", "hits that `larder.verify` found to differ from the database"),
                Column.number("rows", "of the answer that was kept last"),
                Column.number("bytes", "heap of that answer"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        return request.at().database().texts().snapshots().stream()
                .filter(text -> text.requests() > 0)
                .sorted(ORDER)
                .limit(limit(request.words()))
                .map(QueriesView::row)
                .toList();
    }

    private static int limit(List<String> words) throws SQLException {
        if (words.isEmpty()) {
            return LIMIT;
        }
        boolean understood = words.size() == LIMIT_WORDS
                && words.get(0).equalsIgnoreCase("limit")
                && words.get(1).matches("[0-9]{1," + LIMIT_DIGITS + "}");
        if (!understood) {
            throw Refusal.notUnderstood("write SHOW LARDER QUERIES, or SHOW LARDER QUERIES LIMIT 10");
        }
        return Integer.parseInt(words.get(1));
    }

    private static Row row(TextFigures.Snapshot text) {
        return Row.of(
                text.template().strip(),
                text.requests(),
                text.hits(),
                text.sharedHits(),
                (double) text.hits() / text.requests(),
                text.misses(),
                text.bypassed(),
                mainReason(text.bypasses()),
                TimeUnit.NANOSECONDS.toMicros(text.meanDatabaseNanos()),
                TimeUnit.NANOSECONDS.toMillis(text.savedNanos()),
                text.trials().observedHits(),
                text.trials().differences(),
                text.stores() == 0 ? null : (long) text.rows(),
                text.stores() == 0 ? null : text.bytes());
    }

    private static @Nullable String mainReason(Map<BypassReason, Long> bypasses) {
        return bypasses.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(most -> most.getKey().name())
                .orElse(null);
    }
}
