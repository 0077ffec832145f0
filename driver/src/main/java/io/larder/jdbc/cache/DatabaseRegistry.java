package io.larder.jdbc.cache;

import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.sql.Change;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The databases that this process has reached. All connections to one database share one cache and one set of clocks,
 * whatever pool, URL or name they came by. Thread-safe.
 */
public final class DatabaseRegistry {
    private static final ConcurrentMap<String, CachedDatabase> DATABASES = new ConcurrentHashMap<>();

    /** Open connections of which nobody knows to which of the databases of their kind they lead. */
    private static final ConcurrentMap<DatabaseSupport, AtomicInteger> UNPLACED = new ConcurrentHashMap<>();

    private DatabaseRegistry() {}

    /** Returns the database of a clock domain; memory and statement limits are those of its first connection. */
    public static CachedDatabase database(String clockDomain, DatabaseSupport support, DriverConfig config) {
        CachedDatabase known = DATABASES.get(clockDomain);
        if (known != null) {
            return known;
        }
        // A server that was restarted comes back as another database: what was kept of the old one is of no more use.
        DATABASES.values().forEach(CachedDatabase::clearIfUnused);
        return DATABASES.computeIfAbsent(
                clockDomain, domain -> new CachedDatabase(support, support.rightsDomain(domain), config, () -> {}));
    }

    /**
     * Returns a database for one connection that could not say where it is: what it writes may be in any of the others of
     * its kind, so that nothing is served from them until it is closed.
     */
    public static CachedDatabase unplaced(DatabaseSupport support, DriverConfig config) {
        AtomicInteger unplaced = unplaced(support);
        unplaced.incrementAndGet();
        return new CachedDatabase(support, "", config, () -> {
            // First what it may have changed, then the permission to serve again.
            DATABASES.values().stream()
                    .filter(database -> database.support() == support)
                    .forEach(database -> database.announce(Change.EVERYTHING).committed());
            unplaced.decrementAndGet();
        });
    }

    /** Returns all other databases of the same kind. */
    static Stream<CachedDatabase> othersLike(CachedDatabase one) {
        return DATABASES.values().stream().filter(other -> other != one && other.support() == one.support());
    }

    /** Returns all other databases with the same users and roles. */
    static Stream<CachedDatabase> othersWithRightsOf(CachedDatabase one) {
        return othersLike(one).filter(other -> other.rightsDomain().equals(one.rightsDomain()));
    }

    /** Returns whether a connection is open that may write to any database of this kind without anybody noticing. */
    public static boolean hasUnplaced(DatabaseSupport support) {
        return unplaced(support).get() != 0;
    }

    private static AtomicInteger unplaced(DatabaseSupport support) {
        AtomicInteger known = UNPLACED.get(support);
        return known != null ? known : UNPLACED.computeIfAbsent(support, unseen -> new AtomicInteger());
    }
}
