package io.larder.jdbc.console;

import io.larder.sql.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a query that reads nothing and gives certain rows, as databases of one dialect read it whatever their settings.
 * Every value is cast, so that types do not depend on what the values are.
 */
record ConstantRows(Dialect dialect) {
    /** Returns the text of a query that gives these rows in this order. */
    String query(List<Column> columns, List<Row> rows) {
        if (rows.isEmpty()) {
            String from = dialect == Dialect.MARIADB ? " FROM DUAL" : "";
            return select(columns, Row.of(new @Nullable Object[columns.size()])) + from + " WHERE 1 = 0";
        }
        if (dialect == Dialect.MARIADB) {
            // MySQL writes VALUES in another way than MariaDB.
            return rows.stream().map(row -> select(columns, row)).collect(Collectors.joining(" UNION ALL "));
        }
        // Each further UNION would be one level deeper, and some thousands of them too deep.
        String labels = columns.stream().map(column -> label(column.name())).collect(Collectors.joining(", "));
        return rows.stream()
                .map(row -> String.join(", ", values(columns, row)))
                .collect(Collectors.joining("), (", "SELECT * FROM (VALUES (", ")) AS larder (" + labels + ")"));
    }

    private String select(List<Column> columns, Row row) {
        List<String> values = values(columns, row);
        return IntStream.range(0, columns.size())
                .mapToObj(i -> values.get(i) + " AS " + label(columns.get(i).name()))
                .collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private List<String> values(List<Column> columns, Row row) {
        return IntStream.range(0, columns.size())
                .mapToObj(i -> value(columns.get(i).type(), row.values().get(i)))
                .toList();
    }

    private String label(String name) {
        String quote = dialect == Dialect.MARIADB ? "`" : "\"";
        return quote + name + quote;
    }

    private String value(Column.Type type, @Nullable Object value) {
        boolean mariaDb = dialect == Dialect.MARIADB;
        return switch (type) {
            case TEXT -> text((String) value);
            case NUMBER ->
                // MariaDB takes a number of few digits for an INTEGER.
                mariaDb ? "CAST(CAST(" + value + " AS DECIMAL(20)) AS SIGNED)" : "CAST(" + value + " AS BIGINT)";
            case FRACTION -> "CAST(" + value + " AS " + (mariaDb ? "DOUBLE)" : "DOUBLE PRECISION)");
        };
    }

    private String text(@Nullable String text) {
        if (dialect == Dialect.MARIADB) {
            // Not as a literal: what a backslash or a quote means there, and the character set, depend on settings.
            return "CONVERT(" + (text == null ? "CAST(NULL AS CHAR(1))" : hex(text)) + " USING utf8mb4)";
        }
        return "CAST(" + (text == null ? "NULL" : literal(text.replace('\0', '\uFFFD'))) + " AS VARCHAR)";
    }

    private static String hex(String text) {
        HexFormat upper = HexFormat.of().withUpperCase();
        return text.isEmpty() ? "''" : "0x" + upper.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private String literal(String text) {
        String quoted = "'" + text.replace("'", "''") + "'";
        boolean escaped = dialect == Dialect.POSTGRESQL && text.indexOf('\\') >= 0;
        return escaped ? "E" + quoted.replace("\\", "\\\\") : quoted;
    }
}
