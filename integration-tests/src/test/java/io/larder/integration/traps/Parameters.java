package io.larder.integration.traps;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.GregorianCalendar;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;

/** Parameters as scripts write them: a kind and a value, {@code int 5}. */
final class Parameters {
    private interface Binder {
        void bind(PreparedStatement statement, int index, String value) throws SQLException;
    }

    private static final Map<String, Binder> KINDS = Map.ofEntries(
            Map.entry("int", (s, i, v) -> s.setInt(i, Integer.parseInt(v))),
            Map.entry("long", (s, i, v) -> s.setLong(i, Long.parseLong(v))),
            Map.entry("short", (s, i, v) -> s.setShort(i, Short.parseShort(v))),
            Map.entry("double", (s, i, v) -> s.setDouble(i, Double.parseDouble(v))),
            Map.entry("decimal", (s, i, v) -> s.setBigDecimal(i, new BigDecimal(v))),
            Map.entry("boolean", (s, i, v) -> s.setBoolean(i, Boolean.parseBoolean(v))),
            Map.entry("string", PreparedStatement::setString),
            Map.entry("bytes", (s, i, v) -> s.setBytes(i, HexFormat.of().parseHex(v))),
            Map.entry("date", (s, i, v) -> s.setDate(i, Date.valueOf(v))),
            Map.entry("time", (s, i, v) -> s.setTime(i, Time.valueOf(v))),
            Map.entry("timestamp", (s, i, v) -> s.setTimestamp(i, Timestamp.valueOf(v.replace('T', ' ')))),
            Map.entry("local", (s, i, v) -> s.setObject(i, LocalDateTime.parse(v))),
            Map.entry("offset", (s, i, v) -> s.setObject(i, OffsetDateTime.parse(v))),
            Map.entry("instant", Parameters::bindInstant),
            Map.entry("uuid", (s, i, v) -> s.setObject(i, UUID.fromString(v))),
            Map.entry("ints", (s, i, v) -> s.setObject(i, ints(v))),
            Map.entry("array", Parameters::bindArray),
            Map.entry("other", (s, i, v) -> s.setObject(i, v, Types.OTHER)),
            Map.entry("char", (s, i, v) -> s.setObject(i, v, Types.CHAR)),
            Map.entry("scaled", Parameters::bindScaled),
            Map.entry("null", (s, i, v) -> s.setNull(i, typeOf(v))));

    private Parameters() {}

    static void bind(PreparedStatement statement, List<String> parameters) throws SQLException {
        for (int i = 0; i < parameters.size(); i++) {
            String[] words = parameters.get(i).split("\\s+", 2);
            Binder binder = KINDS.get(words[0]);
            if (binder == null) {
                throw new IllegalArgumentException("a parameter of what kind? " + parameters.get(i));
            }
            binder.bind(statement, i + 1, words.length == 1 || words[1].equals("''") ? "" : words[1]);
        }
    }

    /** Returns a parameter as {@code toString} would show it to somebody who builds a key of it: without its type. */
    static String look(String parameter) {
        String[] words = parameter.split("\\s+", 2);
        return switch (words[0]) {
            case "null" -> "null";
            case "ints" -> "[I@";
            case "array" -> "Array@";
            case "bytes" -> "[B@";
            case "decimal" -> new BigDecimal(words[1]).stripTrailingZeros().toPlainString();
            case "double" -> new BigDecimal(words[1]).stripTrailingZeros().toPlainString();
            case "instant", "scaled" -> words[1].split("\\s+")[0];
            case "offset" -> OffsetDateTime.parse(words[1]).toLocalDateTime().toString();
            default -> words.length == 1 ? "" : words[1];
        };
    }

    /** {@code instant 2024-06-01T12:00:00Z Asia/Tokyo}: a timestamp with the calendar of a zone. */
    private static void bindInstant(PreparedStatement statement, int index, String value) throws SQLException {
        String[] words = value.split("\\s+");
        TimeZone zone = TimeZone.getTimeZone(words[1]);
        statement.setTimestamp(
                index, Timestamp.from(Instant.parse(words[0])), new GregorianCalendar(zone, Locale.ROOT));
    }

    /** {@code scaled 1.25 1}: a number, with its scale as an argument of its own. */
    private static void bindScaled(PreparedStatement statement, int index, String value) throws SQLException {
        String[] words = value.split("\\s+");
        statement.setObject(index, new BigDecimal(words[0]), Types.NUMERIC, Integer.parseInt(words[1]));
    }

    /** {@code array text a;b}: an array that the connection makes. */
    private static void bindArray(PreparedStatement statement, int index, String value) throws SQLException {
        String[] words = value.split("\\s+", 2);
        Connection connection = statement.getConnection();
        statement.setArray(index, connection.createArrayOf(words[0], (Object[]) words[1].split(";")));
    }

    private static int[] ints(String value) {
        return Arrays.stream(value.split(";")).mapToInt(Integer::parseInt).toArray();
    }

    private static int typeOf(String name) throws SQLException {
        try {
            return Types.class.getField(name.toUpperCase(Locale.ROOT)).getInt(null);
        } catch (ReflectiveOperationException e) {
            throw new SQLException("no type of JDBC: " + name, e);
        }
    }
}
