package io.larder.jdbc.metrics;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;

/**
 * The databases of this process that can be watched: each from its first connection on, until its memory is given back
 * because no connection leads to it any more. Not until its last connection is closed: whoever opens one for each query would
 * pay for it each time, and see its counters begin anew. Nothing in here throws. Thread-safe.
 */
public final class Watches {
    private static final ConcurrentMap<CachedDatabase, Watch> WATCHES = new ConcurrentHashMap<>();

    /** What stands between two slashes and an at sign can be a password. */
    private static final Pattern USER = Pattern.compile("(?<=//).*@");

    private static final Pattern DATABASE_OF_SERVER = Pattern.compile("(?<=[^/:])/.*$");

    private Watches() {}

    /**
     * A connection leads to a database and is counted there.
     *
     * @param metricTexts of how many texts, and of how many tables, Micrometer is told
     * @param driverConnection says how the database is called
     */
    public static void begin(CachedDatabase database, int metricTexts, Connection driverConnection) {
        if (WATCHES.containsKey(database)) {
            return;
        }
        Watch watch = new Watch();
        // First: what is told of new meters may be the application's, and open a connection itself.
        if (WATCHES.putIfAbsent(database, watch) == null) {
            database.whenForgotten(() -> forgotten(database));
            watch.begin(database, metricTexts, nameOf(database, driverConnection));
        }
    }

    private static void forgotten(CachedDatabase database) {
        Watch watch = WATCHES.remove(database);
        // Looked at afterwards: whoever opened a connection meanwhile may have seen it there still.
        boolean stays = watch != null && database.isUsed() && WATCHES.putIfAbsent(database, watch) == null;
        if (watch != null && !stays) {
            watch.end();
        }
    }

    /** The driver is taken out of this process: nothing must lead to its classes any longer. */
    public static void endAll() {
        for (CachedDatabase database : List.copyOf(WATCHES.keySet())) {
            Watch watch = WATCHES.remove(database);
            if (watch != null) {
                watch.end();
            }
        }
    }

    private static String nameOf(CachedDatabase database, Connection driverConnection) {
        try {
            String url = driverConnection.getMetaData().getURL();
            return url == null ? "unknown" : nameOf(url, database.support().dialect());
        } catch (SQLException | RuntimeException | LinkageError unknown) {
            return "unknown";
        }
    }

    /** Returns the URL without what is no part of a name, which may be secret. */
    static String nameOf(String url, Dialect dialect) {
        String name = url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url;
        name = USER.matcher(name.split("[?;]", 2)[0]).replaceAll("");
        // All databases of a server of MariaDB are one to Larder, because each can be read from any other.
        return dialect == Dialect.MARIADB ? DATABASE_OF_SERVER.matcher(name).replaceAll("") : name;
    }
}
