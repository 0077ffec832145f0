package io.larder.jdbc.postgres;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgArray;
import org.postgresql.util.PGobject;

/**
 * What pgjdbc sends for an array or an object of its own: the name of its type and its content, both read when the
 * parameter is bound (PgPreparedStatement.setArray, setPGobject). Two that are alike in these are one question.
 */
final class BoundValues {
    /** What a time of day means in them may depend on today's date. */
    private static final Set<String> DEPENDING_ON_TODAY = Set.of("time", "timetz");

    private BoundValues() {}

    /** Returns what is sent; empty if the object is of another class, or not to be kept. */
    static Optional<Object> of(Object value) throws SQLException {
        if (value.getClass() == PgArray.class || value.getClass() == WatchedArray.class) {
            PgArray array = (PgArray) value;
            // Says all of the array, also where it is sent in binary.
            String text = array.toString();
            // Anything else is not the array, but what pgjdbc says when it cannot write it.
            boolean whole = text != null && (text.startsWith("{") || text.startsWith("["));
            return whole ? sent(array.getBaseTypeName(), text) : Optional.empty();
        }
        // Subclasses say in binary what they like.
        return value.getClass() == PGobject.class
                ? sent(((PGobject) value).getType(), ((PGobject) value).getValue())
                : Optional.empty();
    }

    private static Optional<Object> sent(@Nullable String type, @Nullable String content) {
        if (type == null || content == null || DEPENDING_ON_TODAY.contains(type)) {
            return Optional.empty();
        }
        // In arrays and rows a backslash hides nothing from the server, but the word from a reader.
        boolean hidden = content.indexOf('\\') >= 0 && !type.startsWith("json");
        return hidden ? Optional.empty() : Optional.of(new Object[] {type, content});
    }
}
