package io.larder.jdbc.warmup;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.connection.LeadsToDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one warm-up, which are nobody else's. No pool: they are opened when it begins, each is used by one thread,
 * and closed when it ends, or when the application finds no place for its own. Used by the thread that runs the warm-up.
 */
final class WarmConnections implements AutoCloseable {
    private static final Set<WarmConnections> ALL = ConcurrentHashMap.newKeySet();

    /** How long the application waits for a place that a warm-up has, beyond what its driver or pool waits. */
    private static final long LONGEST_WAIT = TimeUnit.SECONDS.toNanos(2);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final ConnectionSource source;
    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private final CachedDatabase database;
    private volatile boolean isInTheWay;

    /** Opens the first one. */
    WarmConnections(ConnectionSource source) throws SQLException {
        this.source = source;
        Connection first = source.open();
        open.add(first);
        try {
            this.database = leading(first).database();
        } catch (SQLException e) {
            close();
            throw e;
        }
        ALL.add(this);
    }

    /** Opens further ones, unless the database has none to give; then the first one does, since the application needs them more. */
    void open(int count) {
        try {
            while (open.size() < count) {
                open.add(ofTheSameDatabase(source.open()));
            }
        } catch (SQLException enough) {
            List<Connection> further = open.subList(1, open.size());
            List.copyOf(further).forEach(this::close);
        }
    }

    private Connection ofTheSameDatabase(Connection next) throws SQLException {
        boolean same = false;
        try {
            same = leading(next).database() == database;
        } finally {
            if (!same) {
                next.close();
            }
        }
        if (!same) {
            throw new SQLException("not the same database");
        }
        return next;
    }

    /**
     * Opens a connection of the application: where there is no place for it, warm-ups give theirs.
     *
     * @param opening as the application would do it without Larder
     */
    static <T extends @Nullable Object> T makingRoom(SqlCall<T> opening) throws SQLException {
        try {
            return opening.run();
        } catch (SQLException full) {
            if (!isForWantOfPlace(full) || ALL.isEmpty()) {
                throw full;
            }
        }
        ALL.forEach(connections -> connections.isInTheWay = true);
        long start = System.nanoTime();
        while (true) {
            boolean mayWait = System.nanoTime() - start < LONGEST_WAIT
                    && !Thread.currentThread().isInterrupted();
            try {
                return opening.run();
            } catch (SQLException still) {
                if (!mayWait || !isForWantOfPlace(still)) {
                    throw still;
                }
            }
            // Servers free a place some time after its connection was closed.
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    /** PostgreSQL's class 53, MariaDB's 1040, and what pools throw after they have waited. */
    private static boolean isForWantOfPlace(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith("53") || state.equals("08004") || e instanceof SQLTransientConnectionException;
    }

    /** Returns whether the application needs their places. */
    boolean areInTheWay() {
        return isInTheWay;
    }

    /** Returns whether all connections that lead to a database are of warm-ups: the application has closed its own. */
    static boolean areAllOf(CachedDatabase database) {
        // Twice, since some may be opened or closed meanwhile: too few rather than too many.
        int before = leadingTo(database);
        int all = database.openConnections();
        return all <= Math.min(before, leadingTo(database));
    }

    private static int leadingTo(CachedDatabase database) {
        return ALL.stream()
                .filter(connections -> connections.database == database)
                .mapToInt(connections -> connections.open.size())
                .sum();
    }

    CachedDatabase database() {
        return database;
    }

    /** Returns those that are open. */
    List<Connection> all() {
        return List.copyOf(open);
    }

    static LeadsToDatabase leading(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(LeadsToDatabase.class)) {
            throw new SQLException("nothing of this connection is cached: Larder does not know its driver");
        }
        return connection.unwrap(LeadsToDatabase.class);
    }

    @Override
    public void close() {
        open.forEach(this::close);
        ALL.remove(this);
    }

    private void close(Connection connection) {
        // First: nobody must count one that is closed.
        open.remove(connection);
        try {
            connection.close();
        } catch (SQLException lost) {
            // It is gone in any case.
        }
    }
}
