package io.larder.jdbc.postgres;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What the getters of a ResultSet give or throw, cell by cell, in a form that can be compared. */
final class Cells {
    private static final Map<String, Getter> GETTERS = new LinkedHashMap<>();

    static {
        GETTERS.put("getObject", ResultSet::getObject);
        GETTERS.put("getString", ResultSet::getString);
        GETTERS.put("getNString", ResultSet::getNString);
        GETTERS.put("getBytes", ResultSet::getBytes);
        GETTERS.put("getBoolean", ResultSet::getBoolean);
        GETTERS.put("getByte", ResultSet::getByte);
        GETTERS.put("getShort", ResultSet::getShort);
        GETTERS.put("getInt", ResultSet::getInt);
        GETTERS.put("getLong", ResultSet::getLong);
        GETTERS.put("getFloat", ResultSet::getFloat);
        GETTERS.put("getDouble", ResultSet::getDouble);
        GETTERS.put("getBigDecimal", ResultSet::getBigDecimal);
        GETTERS.put("getDate", ResultSet::getDate);
        GETTERS.put("getTime", ResultSet::getTime);
        GETTERS.put("getTimestamp", ResultSet::getTimestamp);
        GETTERS.put("getArray", ResultSet::getArray);
        GETTERS.put("getSQLXML", ResultSet::getSQLXML);
        GETTERS.put("getBinaryStream", ResultSet::getBinaryStream);
        GETTERS.put("getCharacterStream", ResultSet::getCharacterStream);
        for (Class<?> type : List.of(
                String.class,
                Integer.class,
                Long.class,
                LocalDate.class,
                LocalTime.class,
                LocalDateTime.class,
                OffsetDateTime.class,
                UUID.class,
                byte[].class)) {
            GETTERS.put("getObject(" + type.getSimpleName() + ")", (row, column) -> row.getObject(column, type));
        }
        GETTERS.put("wasNull", (row, column) -> row.wasNull());
    }

    private Cells() {}

    /** Reads both to their ends and returns where they differ. */
    static List<String> differences(ResultSet expected, ResultSet actual) throws SQLException {
        List<String> wanted = of(expected);
        List<String> given = of(actual);
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < Math.max(wanted.size(), given.size()); i++) {
            String want = i < wanted.size() ? wanted.get(i) : "nothing";
            String give = i < given.size() ? given.get(i) : "nothing";
            if (!want.equals(give)) {
                differences.add(want + " <> " + give);
            }
        }
        return differences;
    }

    /** Reads everything: the metadata, then each cell with each getter. */
    static List<String> of(ResultSet rows) throws SQLException {
        List<String> cells = new ArrayList<>(metadata(rows.getMetaData()));
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                for (Map.Entry<String, Getter> getter : GETTERS.entrySet()) {
                    // A binary bytea's getString is the array's toString(), identity and all.
                    String outcome = outcome(getter.getValue(), rows, column).replaceAll("\\[B@[0-9a-f]+", "[B@");
                    cells.add(rows.getRow() + "." + column + " " + getter.getKey() + ": " + outcome);
                }
            }
        }
        return cells;
    }

    private static List<String> metadata(ResultSetMetaData metadata) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            columns.add(String.join(
                    "|",
                    metadata.getColumnLabel(i),
                    metadata.getColumnName(i),
                    metadata.getTableName(i),
                    metadata.getColumnTypeName(i),
                    metadata.getColumnClassName(i),
                    "" + metadata.getColumnType(i),
                    "" + metadata.getPrecision(i),
                    "" + metadata.getScale(i),
                    "" + metadata.getColumnDisplaySize(i),
                    "" + metadata.isNullable(i)));
        }
        return columns;
    }

    private static String outcome(Getter getter, ResultSet row, int column) {
        try {
            Object value = getter.get(row, column);
            return value == null ? "null" : value.getClass().getName() + " " + text(value);
        } catch (SQLException e) {
            return e.getClass().getName() + " " + e.getSQLState() + " " + e.getMessage();
        } catch (Exception e) {
            return e.toString();
        }
    }

    private static String text(Object value) throws Exception {
        if (value instanceof Array array) {
            return array + " " + Arrays.deepToString(new Object[] {array.getArray()});
        }
        if (value instanceof SQLXML xml) {
            return xml.getString();
        }
        if (value instanceof InputStream stream) {
            return Arrays.toString(stream.readAllBytes());
        }
        if (value instanceof Reader reader) {
            StringBuilder text = new StringBuilder();
            for (int c = reader.read(); c >= 0; c = reader.read()) {
                text.append((char) c);
            }
            return text.toString();
        }
        return Arrays.deepToString(new Object[] {value});
    }

    private interface Getter {
        Object get(ResultSet row, int column) throws Exception;
    }
}
