package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.TableFigures;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.metrics.FigureTable.Column;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;

/** The texts that save most and the tables that are asked most, for JMX. */
final class TopFigures {
    static final FigureTable<TextFigures.Snapshot> TEXTS = new FigureTable<>(
            "texts",
            "Texts, by what they save",
            List.of(
                    Column.text(
                            "text",
                            "A hash of the text, and how it begins; shows no literals",
                            text -> TextName.of(text.template())),
                    Column.number("requests", "How often it was asked", TextFigures.Snapshot::requests),
                    Column.number("hits", "Answered from the cache", TextFigures.Snapshot::hits),
                    Column.number(
                            "redisHits", "Those of them that were kept in Redis", TextFigures.Snapshot::sharedHits),
                    Column.number("misses", "Could have been, and were not", TextFigures.Snapshot::misses),
                    Column.number("bypasses", "Were not cacheable", TextFigures.Snapshot::bypassed),
                    Column.number("stores", "Answers kept", TextFigures.Snapshot::stores),
                    Column.number(
                            "notKept", "Answers not kept because of what they are", TextFigures.Snapshot::notKept),
                    Column.number(
                            "racesLost",
                            "Answers not kept because a table changed meanwhile",
                            TextFigures.Snapshot::racesLost),
                    Column.number("rows", "Of the answer that was kept last", text -> (long) text.rows()),
                    Column.number("bytes", "Heap of the answer that was kept last", TextFigures.Snapshot::bytes),
                    Column.seconds(
                            "databaseSecondsMean",
                            "What the database takes on average",
                            TextFigures.Snapshot::meanDatabaseNanos),
                    Column.seconds(
                            "databaseSecondsSaved",
                            "What it would have taken for the hits",
                            TextFigures.Snapshot::savedNanos)));

    static final FigureTable<TableFigures> TABLES = new FigureTable<>(
            "tables",
            "Tables, by how often they are asked",
            List.of(
                    Column.text(
                            "table",
                            "Its name, without its schema",
                            figures -> figures.table().name()),
                    Column.number("texts", "Texts that read it", figures -> (long) figures.texts()),
                    Column.number(
                            "requests", "How often it was asked, by forgotten texts as well", TableFigures::requests),
                    Column.number("hits", "Answered from the cache", TableFigures::hits),
                    Column.number("redisHits", "Those of them that were kept in Redis", TableFigures::sharedHits),
                    Column.number("misses", "Could have been, and were not", TableFigures::misses),
                    Column.number("bypasses", "Were not cacheable", TableFigures::bypassed),
                    Column.number(
                            "changes",
                            "Changes of it, of other processes as well",
                            figures -> figures.activity().changes())));

    private TopFigures() {}

    static TabularData texts(Collection<TextFigures.Snapshot> texts) throws OpenDataException {
        Comparator<TextFigures.Snapshot> bySaved = Comparator.comparingLong(TextFigures.Snapshot::savedNanos);
        return TEXTS.of(texts.stream()
                .sorted(bySaved.thenComparingLong(TextFigures.Snapshot::requests)
                        .reversed()));
    }

    static TabularData tables(Collection<TableFigures> tables) throws OpenDataException {
        Comparator<TableFigures> byRequests = Comparator.comparingLong(TableFigures::requests);
        return TABLES.of(tables.stream().sorted(byRequests.reversed()));
    }
}
