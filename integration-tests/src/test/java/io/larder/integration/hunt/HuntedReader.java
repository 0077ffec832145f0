package io.larder.integration.hunt;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows at random, and compares each with what everybody knew before it began to read; where writers do not wait for the
 * others, with what this process had written, and with what everybody knew a lease ago.
 */
final class HuntedReader extends HuntedSession {
    private static final int READS_AT_ONCE = 25;
    /** Less for one who wants to find something at any price. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(Long.getLong("tests.hunt.pause", 2));

    private final Random random;
    private final AtomicLongArray own;
    private final @Nullable LeaseAgo leaseAgo;

    /**
     * @param own the highest number of each row that this process has had acknowledged
     * @param bounded whether writers do not wait for the others
     */
    HuntedReader(SharedRecord record, int place, String url, long seed, AtomicLongArray own, boolean bounded) {
        super(record, place, url);
        this.own = own;
        this.leaseAgo = bounded ? new LeaseAgo(record) : null;
        this.random = new Random(seed);
    }

    @Override
    void work(Connection connection) throws SQLException {
        LarderConnection larder = connection.unwrap(LarderConnection.class);
        int table = random.nextInt(Counters.TABLES) * Counters.ROWS_OF_TABLE;
        try (PreparedStatement one =
                        connection.prepareStatement("select n from " + Counters.table(table) + " where id = ?");
                Statement all = connection.createStatement()) {
            for (int i = 0; i < READS_AT_ONCE && !record.isOver(); i++) {
                int id = random.nextInt(Counters.ROWS_OF_TABLE);
                // Of a small part only, because it takes longer.
                boolean scan = random.nextInt(10) == 0;
                read(larder, table + id, () -> scan ? scan(all, table, id) : lookUp(one, id));
            }
        }
        LockSupport.parkNanos(PAUSE_NANOS);
    }

    private interface Read {
        long number() throws SQLException;
    }

    private static long lookUp(PreparedStatement statement, int id) throws SQLException {
        statement.setInt(1, id);
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static long scan(Statement statement, int table, int id) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select n from " + Counters.table(table) + " order by id")) {
            for (int i = 0; i <= id; i++) {
                rows.next();
            }
            return rows.getLong(1);
        }
    }

    private void read(LarderConnection larder, int row, Read read) throws SQLException {
        CacheStatistics before = larder.statistics();
        long acknowledged =
                leaseAgo == null ? record.acknowledged(row) : Math.max(own.get(row), leaseAgo.acknowledged(row));
        long seen = leaseAgo == null ? record.seen(row) : 0;
        long latest = record.acknowledged(row);
        long began = System.nanoTime();
        Stopwatch time = new Stopwatch();
        long number = read.number();
        time.stop(Figure.SLOWEST_READ, Figure.SLOWEST_READ_UNDISTURBED);
        CacheStatistics after = larder.statistics();
        boolean hit = after.hits() > before.hits();
        record.add(place, Figure.READS, 1);
        record.add(place, Figure.HITS, hit ? 1 : 0);
        String trace = "row " + row + ": read " + number + ", acknowledged " + acknowledged + ", seen " + seen + ", "
                + (hit ? "hit" : "no hit") + ", began " + began + ", " + after;
        if (number >= Counters.NEVER) {
            found(Figure.NEVER_COMMITTED, trace);
            return;
        }
        if (number < acknowledged) {
            found(Figure.STALE, trace);
        } else if (number < seen) {
            found(Figure.BACKWARDS, trace);
        }
        record.add(place, Figure.LATE, number < latest ? 1 : 0);
        record.see(row, number);
    }

    private void found(Figure what, String trace) {
        record.add(place, what, 1);
        tell(what.name(), trace);
    }
}
