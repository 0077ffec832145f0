package io.larder.integration.lockstep;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a result as thoroughly as an application can: what it looks like, and every cell in several ways. */
final class RowReader {
    private RowReader() {}

    static void read(ResultSet rows, boolean ordered, int limit, Outcome.Recorder recorder) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        StringBuilder head = new StringBuilder("columns");
        for (int i = 1; i <= count; i++) {
            head.append(" | ").append(columns.getColumnLabel(i)).append(' ').append(columns.getColumnTypeName(i));
            head.append(' ').append(columns.getColumnType(i)).append(' ').append(columns.getColumnClassName(i));
            head.append(' ').append(columns.getPrecision(i)).append(',').append(columns.getScale(i));
            head.append(' ').append(columns.getColumnDisplaySize(i));
        }
        recorder.add(head.toString());
        List<String> lines = new ArrayList<>();
        for (int read = 0; (read < limit || !ordered) && rows.next(); read++) {
            lines.add(row(rows, columns, count));
        }
        recorder.addRows(lines, ordered);
    }

    private static String row(ResultSet rows, ResultSetMetaData columns, int count) throws SQLException {
        StringBuilder line = new StringBuilder("row");
        List<@Nullable Object> values = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            Object value = rows.getObject(i);
            values.add(value);
            line.append(" | ").append(show(value)).append(rows.wasNull() ? " null" : "");
            if (!(value instanceof byte[] || value instanceof Double)) {
                // Of these pgjdbc gives another text when it received them in binary, from the fifth execution on.
                line.append(" '").append(rows.getString(i)).append('\'');
            }
            line.append(' ').append(asTyped(rows, i, columns.getColumnTypeName(i)));
        }
        values.forEach(RowReader::spoil);
        return line.toString();
    }

    private static String asTyped(ResultSet rows, int column, String typeName) throws SQLException {
        ColumnType type = typeNamed(typeName);
        return type == null ? "" : show(type.read(rows, column));
    }

    private static @Nullable ColumnType typeNamed(String name) {
        return switch (name) {
            case "int4", "INTEGER" -> ColumnType.INT;
            case "int8", "BIGINT" -> ColumnType.BIGINT;
            case "numeric", "NUMERIC", "DECIMAL" -> ColumnType.NUMERIC;
            case "bool", "BOOLEAN", "TINYINT" -> ColumnType.BOOLEAN;
            case "timestamp", "TIMESTAMP", "DATETIME" -> ColumnType.TIMESTAMP;
            case "timestamptz", "TIMESTAMP WITH TIME ZONE" -> ColumnType.TIMESTAMPTZ;
            case "date", "DATE" -> ColumnType.DATE;
            case "uuid", "UUID" -> ColumnType.UUID;
            case "bytea", "BINARY VARYING", "VARBINARY" -> ColumnType.BYTES;
            case "float8", "DOUBLE PRECISION", "DOUBLE" -> ColumnType.DOUBLE;
            default -> null;
        };
    }

    /** As an application may: nobody else must see it. */
    private static void spoil(@Nullable Object value) {
        if (value instanceof byte[] bytes) {
            Arrays.fill(bytes, (byte) 0xEE);
        } else if (value instanceof Date date) {
            date.setTime(0);
        }
    }

    private static String show(@Nullable Object value) throws SQLException {
        if (value == null) {
            return "-";
        }
        if (value instanceof byte[] bytes) {
            return "bytes " + HexFormat.of().formatHex(bytes);
        }
        String shown =
                value instanceof Array array ? Arrays.deepToString((Object[]) array.getArray()) : value.toString();
        return value.getClass().getSimpleName() + " " + shown;
    }
}
