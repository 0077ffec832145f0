package io.larder.jdbc.postgres;

import java.lang.reflect.Field;
import java.sql.SQLException;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.PGStream;
import org.postgresql.core.QueryExecutorBase;

/**
 * The driver's option {@code maxResultBuffer}: a result that is larger ends the connection, even if it is of a query of
 * Larder's, of which the application knows nothing.
 */
final class ResultBuffer {
    private static final long UNLIMITED = -1;

    private ResultBuffer() {}

    /** Returns the largest result in bytes; −1 if there is no limit, or the driver is older than the option. */
    static long limit(BaseConnection connection) {
        if (!(connection.getQueryExecutor() instanceof QueryExecutorBase executor)) {
            return UNLIMITED;
        }
        try {
            Field stream = QueryExecutorBase.class.getDeclaredField("pgStream");
            stream.setAccessible(true);
            return (long) PGStream.class.getMethod("getMaxResultBuffer").invoke(stream.get(executor));
        } catch (ReflectiveOperationException | RuntimeException older) {
            return UNLIMITED;
        }
    }

    /** Returns whether a result of that many bytes may be asked for. */
    static boolean holds(BaseConnection connection, long bytes) {
        long limit = limit(connection);
        return limit == UNLIMITED || limit >= bytes;
    }

    /** Throws if a result of that many bytes must not be asked for. */
    static void demand(BaseConnection connection, long bytes) throws SQLException {
        if (!holds(connection, bytes)) {
            throw new SQLException("maxResultBuffer is too small for Larder's own queries, which need " + bytes);
        }
    }
}
