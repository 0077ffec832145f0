package io.larder.jdbc.console;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of an answer.
 *
 * @param values one for each column: a string, a Long, a Double or null
 */
record Row(List<@Nullable Object> values) {
    static Row of(@Nullable Object... values) {
        return new Row(Arrays.asList(values));
    }
}
