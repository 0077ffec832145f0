package io.larder.jdbc.mariadb;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What every getter of a ResultSet gives or throws, cell by cell, in a form that can be compared. */
final class Cells {
    private static final List<Method> GETTERS = Arrays.stream(ResultSet.class.getMethods())
            .filter(method -> method.getName().startsWith("get"))
            .filter(method -> Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class}))
            .sorted(Comparator.comparing(Method::getName))
            .toList();

    private static final List<Class<?>> TYPES = List.of(
            String.class,
            Integer.class,
            Long.class,
            Double.class,
            Boolean.class,
            byte[].class,
            java.math.BigDecimal.class,
            java.math.BigInteger.class,
            java.sql.Timestamp.class,
            java.time.LocalDate.class,
            java.time.LocalDateTime.class,
            java.time.LocalTime.class,
            java.time.OffsetDateTime.class,
            java.time.ZonedDateTime.class,
            java.time.Instant.class,
            java.time.Duration.class,
            java.util.UUID.class,
            java.util.BitSet.class,
            Blob.class,
            Clob.class,
            InputStream.class,
            Reader.class);

    private Cells() {}

    /** Returns one line per description of a column, and per getter and cell. */
    static List<String> of(ResultSet rows) throws SQLException {
        List<String> cells = new ArrayList<>();
        ResultSetMetaData columns = rows.getMetaData();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            for (Method method : ResultSetMetaData.class.getMethods()) {
                if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {int.class})) {
                    cells.add(column + " " + method.getName() + " " + outcome(method, columns, column));
                }
            }
        }
        cells.sort(null);
        while (rows.next()) {
            for (int column = 1; column <= columns.getColumnCount(); column++) {
                String cell = rows.getRow() + "/" + columns.getColumnLabel(column) + " ";
                for (Method getter : GETTERS) {
                    cells.add(cell + getter.getName() + " " + outcome(getter, rows, column) + " " + rows.wasNull());
                }
                for (Class<?> type : TYPES) {
                    cells.add(cell + type.getSimpleName() + " " + outcome(rows, column, type) + " " + rows.wasNull());
                }
            }
        }
        return cells;
    }

    private static String outcome(Method method, Object target, int column) {
        try {
            return text(method.invoke(target, column));
        } catch (InvocationTargetException e) {
            return thrown(e.getTargetException());
        } catch (Exception e) {
            // While a stream of it was read.
            return thrown(e);
        }
    }

    private static String outcome(ResultSet rows, int column, Class<?> type) {
        try {
            return text(rows.getObject(column, type));
        } catch (Exception e) {
            return thrown(e);
        }
    }

    private static String thrown(Throwable thrown) {
        String state = thrown instanceof SQLException e ? e.getSQLState() + " " + e.getErrorCode() : "";
        return thrown.getClass().getName() + " " + state + " " + thrown.getMessage();
    }

    private static String text(Object value) throws Exception {
        if (value == null) {
            return "null";
        }
        return value.getClass().getName() + " " + content(value);
    }

    private static String content(Object value) throws Exception {
        // A Clob of the connector is a Blob as well.
        if (value instanceof Blob blob) {
            return Arrays.toString(blob.getBytes(1, (int) blob.length()));
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
}
