package io.larder.benchmarks;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.Blackhole;

/** One connection, used by one thread. Fails a benchmark that did not measure what its name says. */
final class Client implements AutoCloseable {
    static final String BY_ID = "SELECT id, name, maker, price, stock FROM product WHERE id = ?";

    final Connection connection;
    private @Nullable CacheStatistics before;

    Client(Connection connection) {
        this.connection = connection;
    }

    /** What becomes of a query in the cache. */
    enum Outcome {
        HIT,
        MISS,
        BYPASS,
        WRITE
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

    private @Nullable CacheStatistics statistics() throws SQLException {
        return connection.isWrapperFor(LarderConnection.class)
                ? connection.unwrap(LarderConnection.class).statistics()
                : null;
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
