package io.larder.jdbc;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.DatabaseSupport;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The databases that this process has reached. All connections to one database share one cache and one set of clocks,
 * whatever pool, URL or name they came by. Thread-safe.
 */
final class DatabaseRegistry {
    private static final ConcurrentMap<String, CachedDatabase> DATABASES = new ConcurrentHashMap<>();

    private DatabaseRegistry() {}

    /** Returns the database of a clock domain; memory and statement limits are those of its first connection. */
    static CachedDatabase database(String clockDomain, DatabaseSupport support, DriverConfig config) {
        CachedDatabase known = DATABASES.get(clockDomain);
        if (known != null) {
            return known;
        }
        // A server that was restarted comes back as another database: what was kept of the old one is of no more use.
        DATABASES.values().forEach(CachedDatabase::clearIfUnused);
        return DATABASES.computeIfAbsent(clockDomain, domain -> new CachedDatabase(support, config));
    }
}
