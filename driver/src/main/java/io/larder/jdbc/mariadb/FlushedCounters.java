package io.larder.jdbc.mariadb;

import java.sql.Connection;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Whether the counters of a session still tell what it has done: FLUSH STATUS sets them to zero, and with them how many
 * temporary tables were made and tables locked. Thread-safe.
 */
final class FlushedCounters {
    /** When counters were last flushed, in seconds since the server started, as each connection first saw it. */
    private static final Map<Connection, Long> FIRST_SEEN = new WeakHashMap<>();

    private FlushedCounters() {}

    static boolean areReliable(Connection connection, long flushedAt) {
        synchronized (FIRST_SEEN) {
            Long first = FIRST_SEEN.putIfAbsent(connection, flushedAt);
            return first == null || first == flushedAt;
        }
    }
}
