package io.larder.jdbc.statement;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** Which values of parameters can be compared in full and kept. */
public final class ParameterValue {
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Integer.class,
            Long.class,
            Short.class,
            Byte.class,
            Boolean.class,
            Character.class,
            Double.class,
            Float.class,
            BigDecimal.class,
            BigInteger.class,
            UUID.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            OffsetTime.class,
            ZonedDateTime.class,
            Instant.class);
    private static final Set<Class<?>> DATES = Set.of(Timestamp.class, Date.class, Time.class, java.util.Date.class);

    private ParameterValue() {}

    /** Returns whether a value can be changed by the application after it was bound. */
    static boolean isMutable(Object value) {
        return !IMMUTABLE.contains(value.getClass());
    }

    /** Returns whether its class is of the JDK's, rather than of a driver or the application. */
    public static boolean isKnown(Object value) {
        return !isMutable(value) || isDate(value) || value.getClass().isArray();
    }

    /** Returns whether the value is read in the JVM's time zone. */
    static boolean isDate(Object value) {
        return DATES.contains(value.getClass());
    }

    /**
     * Returns an immutable copy whose {@code equals} compares all of the value; null if there is no such copy. Subclasses
     * are not trusted: only exactly these classes are known to the drivers and to us.
     */
    static @Nullable Object copyOf(Object value) {
        Class<?> type = value.getClass();
        if (IMMUTABLE.contains(type)) {
            // BigDecimal and BigInteger can be subclassed; an exact class cannot lie.
            return value;
        }
        if (DATES.contains(type)) {
            return ((java.util.Date) value).clone();
        }
        return type.isArray() ? copyOfArray(value) : null;
    }

    private static @Nullable Object copyOfArray(Object array) {
        if (array instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone()).asReadOnlyBuffer();
        }
        if (array instanceof int[] ints) {
            return Arrays.stream(ints).boxed().toList();
        }
        if (array instanceof long[] longs) {
            return Arrays.stream(longs).boxed().toList();
        }
        if (array instanceof double[] doubles) {
            return DoubleStream.of(doubles).boxed().toList();
        }
        return array instanceof Object[] elements ? copyOfElements(elements) : null;
    }

    private static @Nullable List<Object> copyOfElements(Object[] elements) {
        List<Object> copy = new ArrayList<>(elements.length);
        for (Object element : elements) {
            Object copied = element == null ? Void.class : copyOf(element);
            // A date in an array is read in the zone of the moment, which the array does not tell.
            if (copied == null || element != null && isDate(element)) {
                return null;
            }
            // Inside another array nothing else tells an Integer[] from an int[], or what an empty one is of.
            copy.add(element != null && element.getClass().isArray() ? List.of(element.getClass(), copied) : copied);
        }
        return List.copyOf(copy);
    }
}
