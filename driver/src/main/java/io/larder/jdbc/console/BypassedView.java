package io.larder.jdbc.console;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.TextFigures;
import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code SHOW LARDER BYPASSED}. */
final class BypassedView implements View {
    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("reason", "its name in statistics and metrics"),
                Column.text("meaning", "what the reason means"),
                Column.number("count", "how often it was the reason"),
                Column.text("example", "the text that it was the reason for most often, without its literals"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER BYPASSED");
        CachedDatabase database = request.at().database();
        List<TextFigures.Snapshot> texts = database.texts().snapshots();
        return database.statistics().bypasses().entrySet().stream()
                .sorted(Map.Entry.<BypassReason, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> row(entry.getKey(), entry.getValue(), texts))
                .toList();
    }

    private static Row row(BypassReason reason, long count, List<TextFigures.Snapshot> texts) {
        return Row.of(reason.name(), reason.description(), count, example(reason, texts));
    }

    private static @Nullable String example(BypassReason reason, List<TextFigures.Snapshot> texts) {
        return texts.stream()
                .filter(text -> text.bypasses().containsKey(reason))
                .max(Comparator.comparingLong(text -> text.bypasses().getOrDefault(reason, 0L)))
                .map(text -> text.template().strip())
                .orElse(null);
    }
}
