package io.larder.benchmarks;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** One connection, used by one thread. Fails a benchmark that did not measure what its name says. */
final class Client implements AutoCloseable {
    static final String BY_ID = "SELECT id, name, maker, price, stock FROM product WHERE id = ?";

    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    final Connection connection;
    private @Nullable CacheStatistics before;

    Client(Connection connection) {
        this.connection = connection;
    }

    /** What becomes of a query in the cache. */
    enum Outcome {
        HIT,
        /** Its answer was in Redis, and not in memory. */
        SHARED_HIT,
        MISS,
        BYPASS,
        WRITE
    }

    /** Asks until it is answered from memory: with Redis, that is as soon as this process is one of those that meet there. */
    void awaitServing() throws SQLException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        try (PreparedStatement byId = connection.prepareStatement(BY_ID)) {
            byId.setInt(1, 0);
            long hits = figures().hits();
            while (figures().hits() == hits) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("nothing is served: " + figures());
                }
                byId.executeQuery().close();
            }
        }
    }

    /** From here on it counts. */
    void start() throws SQLException {
        before = statistics();
    }

    /** Ends the benchmark. */
    void finish(Outcome expected) throws SQLException {
        CacheStatistics after = statistics();
        close();
        if (before != null && after != null) {
            require(expected, before, after);
        }
    }

    private static void require(Outcome expected, CacheStatistics before, CacheStatistics after) {
        long hits = after.hits() - before.hits();
        long misses = after.misses() - before.misses();
        long bypasses = sum(after) - sum(before);
        long rest = hits + misses + bypasses;
        long wanted = switch (expected) {
            case HIT -> hits;
            case SHARED_HIT -> after.sharedHits() - before.sharedHits();
            case MISS -> misses;
            case BYPASS -> bypasses;
            case WRITE -> 0;
        };
        if (wanted < 0.99 * rest || expected != Outcome.WRITE && rest == 0) {
            throw new IllegalStateException("measures something else than a " + expected + ": " + hits + " hits, "
                    + misses + " misses, bypasses: " + after.bypasses());
        }
    }

    private static long sum(CacheStatistics statistics) {
        return statistics.bypasses().values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    /** Returns what the cache has counted; only of a connection through Larder. */
    CacheStatistics figures() throws SQLException {
        return connection.unwrap(LarderConnection.class).statistics();
    }

    private @Nullable CacheStatistics statistics() throws SQLException {
        return connection.isWrapperFor(LarderConnection.class) ? figures() : null;
    }

    /** Asks for one product and reads it. */
    static void ask(PreparedStatement byId, int id, Blackhole reader) throws SQLException {
        byId.setInt(1, id);
        try (ResultSet products = byId.executeQuery()) {
            read(products, reader);
        }
    }

    /** Reads all columns of all rows. */
    static void read(ResultSet products, Blackhole reader) throws SQLException {
        while (products.next()) {
            reader.consume(products.getInt(1));
            reader.consume(products.getString(2));
            reader.consume(products.getString(3));
            reader.consume(products.getBigDecimal(4));
            reader.consume(products.getInt(5));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
