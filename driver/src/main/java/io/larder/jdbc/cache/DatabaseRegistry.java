package io.larder.jdbc.cache;

import io.larder.invalidation.hub.NodeLoop;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.sql.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    /** How long whoever takes the driver out waits for its threads to end. */
    private static final Duration LONGEST_END = Duration.ofSeconds(1);

    private static volatile boolean takenOut;

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
                clockDomain,
                domain -> new CachedDatabase(
                        support, support.rightsDomain(domain), config, DatabaseRegistry::leaveIfTakenOut));
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
            leaveIfTakenOut();
        });
    }

    /**
     * The driver is taken out of this process, which leaves the other processes of each database: now, or when the last
     * connection to it is closed. A connection that is opened after all joins them anew. Waits for those that end now, as long
     * as one can wait for that.
     */
    public static void endAll() {
        takenOut = true;
        long end = System.nanoTime() + LONGEST_END.toNanos();
        // First all of them, then the waiting.
        for (NodeLoop loop : leaveUnused()) {
            loop.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())));
        }
    }

    private static void leaveIfTakenOut() {
        if (takenOut) {
            leaveUnused();
        }
    }

    private static List<NodeLoop> leaveUnused() {
        List<NodeLoop> leaving = new ArrayList<>();
        for (CachedDatabase database : DATABASES.values()) {
            NodeLoop loop = database.leaveIfUnused();
            if (loop != null) {
                leaving.add(loop);
            }
        }
        return leaving;
    }

    /** Returns whether connections are open elsewhere by which this one may be changed. */
    static boolean mayBeChangedUnseen(CachedDatabase one) {
        return hasUnplaced(one.support()) || othersLike(one).anyMatch(CachedDatabase::isUsedAndMayMove);
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
