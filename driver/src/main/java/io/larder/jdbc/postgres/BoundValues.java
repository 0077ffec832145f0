package io.larder.jdbc.postgres;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.jdbc.PgArray;
import org.postgresql.util.PGobject;

/**
 * What pgjdbc sends for an array or an object of its own: the name of its type and a text or bytes, both read when the
 * parameter is bound (PgPreparedStatement.setArray, setPGobject). Two that are alike in these are one question.
 */
final class BoundValues {
    /** What a time of day means in them may depend on today's date. */
    private static final Set<String> DEPENDING_ON_TODAY = Set.of("time", "timetz");

    private BoundValues() {}

    /** Returns a value that is equal for what is sent alike; empty if the object is of another class, or not to be kept. */
    static Optional<Object> of(Object value) throws SQLException {
        if (value instanceof PgArray array && isTrusted(array)) {
            byte[] bytes = array.toBytes();
            return sent(array.getBaseTypeName(), bytes == null ? array.toString() : ByteBuffer.wrap(bytes.clone()));
        }
        // Subclasses say in binary what they like.
        return value.getClass() == PGobject.class
                ? sent(((PGobject) value).getType(), ((PGobject) value).getValue())
                : Optional.empty();
    }

    /** The driver's own arrays, and those that Larder hands out in their place. */
    private static boolean isTrusted(PgArray array) {
        return array.getClass() == PgArray.class
                || array.getClass().getPackage().equals(BoundValues.class.getPackage());
    }

    private static Optional<Object> sent(@Nullable String type, @Nullable Object content) {
        return type == null || content == null || DEPENDING_ON_TODAY.contains(type)
                ? Optional.empty()
                : Optional.of(List.of(type, content));
    }
}
