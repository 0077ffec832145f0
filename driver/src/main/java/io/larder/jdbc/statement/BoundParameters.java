package io.larder.jdbc.statement;

import io.larder.cache.Encodable;
import io.larder.cache.Parameter;
import io.larder.cache.QuestionWriter;
import io.larder.sql.RelativeDates;
import java.sql.Time;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.util.Arrays;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/** The parameters that an application has bound to a prepared statement. Not thread-safe, like the statement. */
public final class BoundParameters {
    private static final Parameter[] NONE = {};

    /** Null where nothing was bound, or nothing that can be compared. */
    private @Nullable Parameter[] bound = new Parameter[4];
    /** Values that the application can still change; a driver may or may not look at them again when it executes. */
    private @Nullable Object[] originals = new Object[4];

    private boolean anyMutable;

    /**
     * How a parameter was bound.
     *
     * @param setter the setter, and the class of the value where the setter leaves it open
     * @param sqlType a constant of {@link java.sql.Types}, or the default
     * @param scale the scale, or the default
     * @param zone the time zone in which the value is read, for dates and times; a copy, compared by its rules, since
     *     an identifier can be given to any rules
     */
    public record Binding(
            String setter, int sqlType, int scale, @Nullable Object zone) implements Encodable {
        @Override
        public void encode(QuestionWriter out) {
            out.text(setter);
            out.number(sqlType);
            out.number(scale);
            out.value(zone);
        }
    }

    /** A value whose setter says all about its type. */
    public void bind(int index, String setter, @Nullable Object value) {
        if (value == null || !ParameterValue.isMutable(value)) {
            put(index, new Parameter(setter, value), null);
        } else {
            bind(index, setter, value, 0, 0);
        }
    }

    /** A value whose type the driver finds out. */
    public void bindObject(int index, @Nullable Object value, int sqlType, int scale) {
        bind(index, value == null ? "Object" : value.getClass().getName(), value, sqlType, scale);
    }

    /**
     * A value of a class of the driver's, which reads it when it is bound and not again.
     *
     * @param said all that is sent of it; empty if it cannot be compared
     */
    public void bindVendorObject(int index, Object value, Optional<Object> said, int sqlType, int scale) {
        String setter = value.getClass().getName();
        put(
                index,
                said.map(ParameterValue::copyOf)
                        .map(all -> new Parameter(new Binding(setter, sqlType, scale, null), all))
                        .orElse(null),
                null);
    }

    /** A date or time that is read by a calendar. */
    public void bindByCalendar(int index, String setter, @Nullable Object value, @Nullable Calendar calendar) {
        if (value == null || calendar == null) {
            bind(index, setter + "ByCalendar", value);
        } else if (calendar.getClass() != GregorianCalendar.class) {
            bindUnknown(index);
        } else {
            bindDate(index, setter + "ByCalendar", value, calendar.getTimeZone());
        }
    }

    /** Something was bound that cannot be compared or copied. */
    public void bindUnknown(int index) {
        put(index, null, null);
    }

    /** Nothing is bound any more. */
    public void clear() {
        Arrays.fill(bound, null);
        Arrays.fill(originals, null);
        anyMutable = false;
    }

    /** Returns the parameters of a statement that has this many; null if one is missing or cannot be relied on. */
    public Parameter @Nullable [] complete(int count) {
        if (count == 0) {
            return NONE;
        }
        if (count > bound.length || anyMutable && haveChanged()) {
            return null;
        }
        Parameter[] all = new Parameter[count];
        for (int i = 0; i < count; i++) {
            Parameter parameter = bound[i];
            if (parameter == null) {
                return null;
            }
            all[i] = parameter;
        }
        return all;
    }

    /** Returns whether a text parameter names a moment by the clock, such as 'today', which a cast would look up. */
    static boolean dependsOnClock(Parameter parameter) {
        return mentionsClock(parameter.value());
    }

    private static boolean mentionsClock(@Nullable Object value) {
        if (value instanceof List<?> elements) {
            return elements.stream().anyMatch(BoundParameters::mentionsClock);
        }
        // A time of day may be completed with today's date.
        return value instanceof Time
                || value instanceof LocalTime
                || value instanceof OffsetTime
                || value instanceof String text && RelativeDates.mentions(text);
    }

    private void bind(int index, String setter, @Nullable Object value, int sqlType, int scale) {
        if (value != null && ParameterValue.isDate(value)) {
            bindDate(index, setter + sqlType, value, TimeZone.getDefault());
            return;
        }
        Object copy = value == null ? null : ParameterValue.copyOf(value);
        if (value != null && copy == null) {
            bindUnknown(index);
        } else {
            put(index, new Parameter(new Binding(setter, sqlType, scale, null), copy), mutable(value));
        }
    }

    private void bindDate(int index, String setter, Object value, TimeZone zone) {
        Object copy = ParameterValue.copyOf(value);
        if (copy == null) {
            bindUnknown(index);
        } else {
            put(index, new Parameter(new Binding(setter, 0, 0, zone.clone()), copy), value);
        }
    }

    private static @Nullable Object mutable(@Nullable Object value) {
        return value != null && ParameterValue.isMutable(value) ? value : null;
    }

    private void put(int index, @Nullable Parameter parameter, @Nullable Object original) {
        if (index < 1) {
            return;
        }
        if (index > bound.length) {
            bound = Arrays.copyOf(bound, Math.max(index, 2 * bound.length));
            originals = Arrays.copyOf(originals, bound.length);
        }
        bound[index - 1] = parameter;
        originals[index - 1] = original;
        anyMutable |= original != null;
    }

    private boolean haveChanged() {
        for (int i = 0; i < originals.length; i++) {
            Object original = originals[i];
            Parameter parameter = bound[i];
            if (original != null
                    && parameter != null
                    && !Objects.equals(ParameterValue.copyOf(original), parameter.value())) {
                return true;
            }
        }
        return false;
    }
}
