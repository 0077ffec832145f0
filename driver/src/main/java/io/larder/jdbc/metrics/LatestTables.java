package io.larder.jdbc.metrics;

import io.larder.invalidation.TableActivity;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.TableFigures;
import io.larder.sql.TableName;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The figures of a database's tables as they were a second ago at most: they come from a look at all texts, which is not taken
 * again for each meter. Thread-safe.
 */
final class LatestTables {
    private static final long MAXIMUM_AGE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CachedDatabase database;
    private Map<TableName, TableFigures> figures = Map.of();
    private long readAt = System.nanoTime() - MAXIMUM_AGE_NANOS;

    LatestTables(CachedDatabase database) {
        this.database = database;
    }

    /** One of the tables. */
    record Table(TableName name, LatestTables latest) {
        TableFigures figures() {
            return latest.figures(name);
        }
    }

    Table table(TableName name) {
        return new Table(name, this);
    }

    /** Returns the present figures. */
    synchronized Map<TableName, TableFigures> read() {
        figures = database.tables().stream().collect(Collectors.toMap(TableFigures::table, Function.identity()));
        readAt = System.nanoTime();
        return figures;
    }

    private synchronized TableFigures figures(TableName name) {
        Map<TableName, TableFigures> known = System.nanoTime() - readAt < MAXIMUM_AGE_NANOS ? figures : read();
        return known.getOrDefault(name, new TableFigures(name, 0, 0, 0, 0, 0, 0, TableActivity.NONE));
    }
}
