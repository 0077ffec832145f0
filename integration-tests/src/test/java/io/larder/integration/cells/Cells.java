package io.larder.integration.cells;

import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Calendar;
import java.util.Comparator;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that can be read of a result's one cell, by index and by label, and of its column's metadata. */
final class Cells {
    private static final List<Class<?>> CLASSES = List.of(
            String.class,
            Boolean.class,
            Byte.class,
            Short.class,
            Integer.class,
            Long.class,
            Float.class,
            Double.class,
            BigDecimal.class,
            BigInteger.class,
            byte[].class,
            java.sql.Date.class,
            java.sql.Time.class,
            java.sql.Timestamp.class,
            java.util.Date.class,
            Calendar.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            Instant.class,
            Duration.class,
            Period.class,
            UUID.class,
            java.sql.Array.class,
            java.sql.Blob.class,
            java.sql.Clob.class,
            java.sql.SQLXML.class,
            Object.class,
            Object[].class,
            Integer[].class,
            String[].class);

    private static final List<TimeZone> ZONES =
            List.of(TimeZone.getTimeZone("UTC"), TimeZone.getTimeZone("America/St_Johns"));

    private static final List<Getter> GETTERS = getters();
    private static final List<Method> METADATA = sorted(ResultSetMetaData.class).stream()
            .filter(method -> method.getParameterCount() == 0 || method.getParameterTypes()[0] == int.class)
            .toList();

    private Cells() {}

    /** A getter with all its arguments but the column. */
    private record Getter(
            String name,
            Method method,
            boolean byLabel,
            @Nullable Object argument) {
        private static final Object NONE = new Object();

        String read(ResultSet row, String label) {
            Object column = byLabel ? label : (Object) 1;
            Object[] arguments = argument == NONE
                    ? new Object[] {column}
                    : new @Nullable Object[] {column, argument instanceof TimeZone zone ? calendar(zone) : argument};
            return Outcome.of(() -> method.invoke(row, arguments));
        }

        /** A new one for each call: the drivers write into them. */
        private static Calendar calendar(TimeZone zone) {
            return new GregorianCalendar(zone, Locale.ROOT);
        }
    }

    /** Returns the number of calls by which one cell is read. */
    static int getterCount() {
        return GETTERS.size();
    }

    static int metadataCount() {
        return METADATA.size();
    }

    /** Returns what one execution gave; "call: outcome", in an order that does not change. */
    static List<String> of(ResultSet rows) throws SQLException {
        List<String> cells = new ArrayList<>(GETTERS.size() + METADATA.size() + 4);
        ResultSetMetaData metadata = rows.getMetaData();
        for (Method method : METADATA) {
            Object[] arguments = method.getParameterCount() == 0 ? new Object[0] : new Object[] {1};
            cells.add(method.getName() + ": " + Outcome.of(() -> method.invoke(metadata, arguments)));
        }
        String label = metadata.getColumnLabel(1).toUpperCase(Locale.ROOT);
        cells.add("too early: " + Outcome.of(() -> rows.getString(1)));
        cells.add("next: " + rows.next());
        for (Getter getter : GETTERS) {
            cells.add(getter.name() + ": " + getter.read(rows, label) + " " + Outcome.of(rows::wasNull));
        }
        cells.add("next: " + rows.next());
        cells.add("too late: " + Outcome.of(() -> rows.getString(1)));
        return cells;
    }

    private static List<Getter> getters() {
        List<Getter> getters = new ArrayList<>();
        for (Method method : sorted(ResultSet.class)) {
            Class<?>[] types = method.getParameterTypes();
            if (!method.getName().startsWith("get") || types.length == 0) {
                continue;
            }
            boolean byLabel = types[0] == String.class;
            for (Object argument : types.length == 1 ? List.of(Getter.NONE) : arguments(types[1])) {
                String last = argument == Getter.NONE
                        ? ""
                        : ", " + (argument instanceof TimeZone zone ? zone.getID() : argument);
                String name = method.getName() + "(" + (byLabel ? "label" : "index") + last + ")";
                getters.add(new Getter(name, method, byLabel, argument));
            }
        }
        return List.copyOf(getters);
    }

    private static List<?> arguments(Class<?> type) {
        if (type == Class.class) {
            return CLASSES;
        }
        if (type == Calendar.class) {
            return ZONES;
        }
        return type == Map.class ? List.of(Map.of()) : List.of(0, 2);
    }

    private static List<Method> sorted(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .sorted(Comparator.comparing(Method::toString))
                .toList();
    }
}
