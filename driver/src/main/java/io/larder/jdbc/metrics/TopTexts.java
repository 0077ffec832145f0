package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.TextFigures;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/** Which texts save most, as a table for JMX. Bounded: a bean that is read often must not be large. */
final class TopTexts {
    private static final int MOST = 50;

    private static final String[] COLUMNS = {
        "text",
        "requests",
        "hits",
        "redisHits",
        "misses",
        "bypasses",
        "stores",
        "notKept",
        "racesLost",
        "rows",
        "bytes",
        "databaseSecondsMean",
        "databaseSecondsSaved"
    };
    private static final String[] DESCRIPTIONS = {
        "A short name of the text, and how it begins; shows no literals",
        "Hits, misses and bypasses",
        "From the cache",
        "Those of them that were kept in Redis",
        "Could have been answered from the cache, and were not",
        "Not cacheable when they were asked",
        "Answers kept",
        "Answers not kept because of what they are",
        "Answers not kept because a table changed meanwhile",
        "Of the answer that was kept last",
        "Heap of the answer that was kept last",
        "What the database takes on average",
        "What it would have taken for the hits"
    };

    private TopTexts() {}

    static TabularType type() throws OpenDataException {
        return new TabularType("texts", "Texts, by what they save", rowType(), new String[] {COLUMNS[0]});
    }

    private static CompositeType rowType() throws OpenDataException {
        OpenType<?>[] types = new OpenType<?>[COLUMNS.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = i == 0 ? SimpleType.STRING : i < types.length - 2 ? SimpleType.LONG : SimpleType.DOUBLE;
        }
        return new CompositeType("text", "A text, whatever its literals", COLUMNS, DESCRIPTIONS, types);
    }

    static TabularData of(List<TextFigures.Snapshot> texts) throws OpenDataException {
        TabularDataSupport table = new TabularDataSupport(type());
        CompositeType row = rowType();
        for (TextFigures.Snapshot text : best(texts).toList()) {
            CompositeDataSupport figures = new CompositeDataSupport(row, COLUMNS, new Object[] {
                TextName.of(text.template()),
                text.requests(),
                text.hits(),
                text.sharedHits(),
                text.misses(),
                text.bypassed(),
                text.stores(),
                text.notKept(),
                text.racesLost(),
                (long) text.rows(),
                text.bytes(),
                text.meanDatabaseNanos() / MetricTable.NANOS,
                text.savedNanos() / MetricTable.NANOS
            });
            // Two of one short name in a table of 50 is a chance that one can live with: put would refuse the second.
            if (!table.containsKey(new Object[] {TextName.of(text.template())})) {
                table.put(figures);
            }
        }
        return table;
    }

    private static Stream<TextFigures.Snapshot> best(List<TextFigures.Snapshot> texts) {
        return texts.stream()
                .sorted(Comparator.comparingLong(TextFigures.Snapshot::savedNanos)
                        .thenComparingLong(TextFigures.Snapshot::requests)
                        .reversed())
                .limit(MOST);
    }
}
