package io.larder.jdbc;

import io.larder.cache.Parameter;
import io.larder.sql.RelativeDates;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The parameters that an application has bound to a prepared statement. Not thread-safe, like the statement. */
final class BoundParameters {
    private static final Parameter[] NONE = {};
    private static final Parameter UNKNOWN = new Parameter("unknown", null);

    private @Nullable Parameter[] bound = new Parameter[4];

    void bind(int index, Parameter parameter) {
        if (index < 1) {
            return;
        }
        if (index > bound.length) {
            bound = Arrays.copyOf(bound, Math.max(index, 2 * bound.length));
        }
        bound[index - 1] = parameter;
    }

    /** Something was bound that cannot be compared or copied. */
    void bindUnknown(int index) {
        bind(index, UNKNOWN);
    }

    void clear() {
        Arrays.fill(bound, null);
    }

    /** Returns the parameters of a statement that has this many; null if one is missing or unknown. */
    Parameter @Nullable [] complete(int count) {
        if (count == 0) {
            return NONE;
        }
        if (count > bound.length) {
            return null;
        }
        Parameter[] all = new Parameter[count];
        for (int i = 0; i < count; i++) {
            Parameter parameter = bound[i];
            if (parameter == null || parameter == UNKNOWN) {
                return null;
            }
            all[i] = parameter;
        }
        return all;
    }

    /** Returns whether a text parameter names a moment by the clock, such as 'today', which a cast would look up. */
    static boolean dependOnClock(Parameter[] parameters) {
        for (Parameter parameter : parameters) {
            if (parameter.value() instanceof CharSequence text && RelativeDates.mentions(text.toString())) {
                return true;
            }
        }
        return false;
    }
}
