package io.larder.jdbc.console;

import io.larder.invalidation.TableActivity;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.TableFigures;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** {@code SHOW LARDER TABLES}. */
final class TablesView implements View {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final Comparator<TableFigures> ORDER = Comparator.comparingLong(TableFigures::requests)
            .reversed()
            .thenComparing(figures -> figures.table().name());

    @Override
    public List<Column> columns() {
        return List.of(
                Column.text("table", "its name, without its schema"),
                Column.number("queries", "texts that read it, below a view as well"),
                Column.number("requests", "how often it was asked, by texts that are forgotten as well"),
                Column.number("hits", "of them, answered from the cache"),
                Column.number("shared_hits", "those among them whose answer came from Redis"),
                Column.number("misses", "of them, answered by the database, and might have been from the cache"),
                Column.number("bypasses", "of them, answered by the database without looking for an answer"),
                Column.number("changes", "that came to their end, those of other processes included"),
                Column.fraction("seconds_since_change", "the latest of them"),
                Column.text("changing", "`yes` while one is announced and not at its end"));
    }

    @Override
    public List<Row> rows(Request request) throws SQLException {
        request.hasNoMore("SHOW LARDER TABLES");
        CachedDatabase database = request.at().database();
        List<Row> rows = new ArrayList<>();
        database.tables().stream().sorted(ORDER).map(TablesView::row).forEach(rows::add);
        TableActivity all = database.clocks().activityOfEverything();
        rows.add(Row.of("*", null, null, null, null, null, null, all.changes(), secondsSince(all), changing(all)));
        return rows;
    }

    private static Row row(TableFigures figures) {
        return Row.of(
                figures.table().name(),
                (long) figures.texts(),
                figures.requests(),
                figures.hits(),
                figures.sharedHits(),
                figures.misses(),
                figures.bypassed(),
                figures.activity().changes(),
                secondsSince(figures.activity()),
                changing(figures.activity()));
    }

    private static @Nullable Double secondsSince(TableActivity activity) {
        return activity.changes() == 0 ? null : activity.sinceLastNanos() / NANOS_PER_SECOND;
    }

    private static String changing(TableActivity activity) {
        return activity.changing() ? "yes" : "no";
    }
}
