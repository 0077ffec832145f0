package io.larder.jdbc.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.openmbean.CompositeDataSupport;
import javax.management.openmbean.CompositeType;
import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.OpenType;
import javax.management.openmbean.SimpleType;
import javax.management.openmbean.TabularData;
import javax.management.openmbean.TabularDataSupport;
import javax.management.openmbean.TabularType;

/**
 * Figures of many things as a table for JMX, of those that come first. Bounded: a bean that is read often must not be large.
 *
 * @param <T> what a row is about
 */
final class FigureTable<T> {
    private static final int MOST = 50;

    private final List<Column<T>> columns;
    private final CompositeType rowType;
    private final TabularType type;

    /**
     * One column; that of the first is the key of its row.
     *
     * @param value of the column's type
     */
    record Column<T>(String name, String description, SimpleType<?> type, Function<T, Object> value) {
        static <T> Column<T> text(String name, String description, Function<T, Object> value) {
            return new Column<>(name, description, SimpleType.STRING, value);
        }

        static <T> Column<T> number(String name, String description, Function<T, Long> value) {
            return new Column<>(name, description, SimpleType.LONG, value::apply);
        }

        static <T> Column<T> seconds(String name, String description, Function<T, Long> nanos) {
            return new Column<>(name, description, SimpleType.DOUBLE, row -> nanos.apply(row) / MetricTable.NANOS);
        }
    }

    FigureTable(String name, String description, List<Column<T>> columns) {
        this.columns = List.copyOf(columns);
        String[] names = columns.stream().map(Column::name).toArray(String[]::new);
        try {
            rowType = new CompositeType(
                    name,
                    description,
                    names,
                    columns.stream().map(Column::description).toArray(String[]::new),
                    columns.stream().map(Column::type).toArray(OpenType<?>[]::new));
            type = new TabularType(name, description, rowType, new String[] {names[0]});
        } catch (OpenDataException wrong) {
            throw new IllegalStateException(wrong);
        }
    }

    TabularType type() {
        return type;
    }

    /** @param rows the most interesting ones first */
    TabularData of(Stream<T> rows) throws OpenDataException {
        TabularDataSupport table = new TabularDataSupport(type);
        for (T row : rows.limit(MOST).toList()) {
            Map<String, Object> cells = new LinkedHashMap<>();
            columns.forEach(column -> cells.put(column.name(), column.value().apply(row)));
            // Two of one key would be refused.
            if (!table.containsKey(new Object[] {cells.get(columns.get(0).name())})) {
                table.put(new CompositeDataSupport(rowType, cells));
            }
        }
        return table;
    }
}
