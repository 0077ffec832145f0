package io.larder.jdbc.cache;

import io.larder.invalidation.TableActivity;
import io.larder.sql.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the queries that read one table, and what is known of its changes. A snapshot; its figures are not taken at
 * one instant. A query of several tables counts for each of them; texts that were not asked for long are forgotten.
 *
 * @param table its name as changes are tracked by it, without its schema
 * @param texts how many texts are known that read it
 * @param requests how often those were asked
 * @param hits how many of them were answered from the cache
 * @param sharedHits those among them whose answer came from Redis
 * @param misses how many were answered by the database and might have been kept
 * @param bypassed how many were not cacheable
 * @param activity its changes
 */
public record TableFigures(
        TableName table,
        int texts,
        long requests,
        long hits,
        long sharedHits,
        long misses,
        long bypassed,
        TableActivity activity) {

    /** Returns the figures of all tables that were read or written, in no order. */
    static List<TableFigures> of(Texts texts, Map<TableName, TableActivity> activities) {
        Map<TableName, TableFigures> figures = new HashMap<>();
        activities.forEach(
                (table, activity) -> figures.put(table, new TableFigures(table, 0, 0, 0, 0, 0, 0, activity)));
        for (TextFigures text : texts.figures()) {
            TextFigures.Snapshot counted = text.snapshot();
            // What was only explained was not asked.
            Set<TableName> tables = counted.requests() == 0 ? Set.of() : text.tables();
            tables.forEach(table -> figures.merge(table, first(table, counted), TableFigures::and));
        }
        return new ArrayList<>(figures.values());
    }

    private static TableFigures first(TableName table, TextFigures.Snapshot text) {
        return new TableFigures(
                table,
                1,
                text.requests(),
                text.hits(),
                text.sharedHits(),
                text.misses(),
                text.bypassed(),
                TableActivity.NONE);
    }

    /** Counts those of one more text. */
    private TableFigures and(TableFigures other) {
        return new TableFigures(
                table,
                texts + other.texts,
                requests + other.requests,
                hits + other.hits,
                sharedHits + other.sharedHits,
                misses + other.misses,
                bypassed + other.bypassed,
                activity);
    }
}
