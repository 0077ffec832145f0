package io.larder.jdbc.cache;

import io.larder.invalidation.TableActivity;
import io.larder.sql.TableName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of the queries that read one table, and what is known of its changes. A snapshot; its figures are not taken at
 * one instant. A query of several tables counts for each of them, and what was counted stays counted when a text is forgotten
 * because it was not asked for long.
 *
 * @param table its name as changes are tracked by it, without its schema
 * @param texts how many texts are known that read it; only this may fall
 * @param requests how often those, and others that are forgotten, were asked
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
        Map<TableName, Outcomes> outcomes = texts.byTable();
        Map<TableName, Integer> readers = readers(texts);
        Set<TableName> tables = new HashSet<>(activities.keySet());
        tables.addAll(outcomes.keySet());
        return tables.stream()
                .map(table -> of(
                        table,
                        readers.getOrDefault(table, 0),
                        outcomes.getOrDefault(table, Outcomes.NONE),
                        activities.getOrDefault(table, TableActivity.NONE)))
                .toList();
    }

    private static Map<TableName, Integer> readers(Texts texts) {
        Map<TableName, Integer> readers = new HashMap<>();
        texts.figures().stream()
                // What was only explained was not asked.
                .filter(text -> text.account().isAsked())
                .forEach(text -> text.tables().forEach(table -> readers.merge(table, 1, Integer::sum)));
        return readers;
    }

    private static TableFigures of(TableName table, int texts, Outcomes outcomes, TableActivity activity) {
        return new TableFigures(
                table,
                texts,
                outcomes.requests(),
                outcomes.hits(),
                outcomes.sharedHits(),
                outcomes.misses(),
                outcomes.bypassed(),
                activity);
    }
}
