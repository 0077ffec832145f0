package io.larder.integration.hunt;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/** Counts rows up at random, in all the ways in which one can, and makes known what was acknowledged. */
final class HuntedWriter extends HuntedSession {
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(60);

    private final Random random;
    private final AtomicLongArray own;

    /** @param own for the highest number of each row that this process has had acknowledged */
    HuntedWriter(SharedRecord record, int place, String url, long seed, AtomicLongArray own) {
        super(record, place, url);
        this.own = own;
        this.random = new Random(seed);
    }

    @Override
    void work(Connection connection) throws SQLException {
        int row = random.nextInt(record.rows());
        boolean acknowledged = false;
        Stopwatch time = new Stopwatch();
        try {
            long number = switch (random.nextInt(4)) {
                case 0 -> inTransaction(connection, row);
                case 1 -> afterRollback(connection, row);
                default -> atOnce(connection, row);
            };
            record.acknowledge(row, number);
            own.accumulateAndGet(row, number, Math::max);
            acknowledged = true;
        } finally {
            time.stop(Figure.SLOWEST_WRITE, Figure.SLOWEST_WRITE_UNDISTURBED);
            record.add(place, acknowledged ? Figure.WRITES : Figure.WRITES_NOT_ACKNOWLEDGED, 1);
        }
        LockSupport.parkNanos((long) (random.nextDouble() * LONGEST_PAUSE_NANOS));
    }

    private long atOnce(Connection connection, int row) throws SQLException {
        return committing(() -> add(connection, row, 1));
    }

    private long inTransaction(Connection connection, int row) throws SQLException {
        connection.setAutoCommit(false);
        add(connection, row, Counters.NEVER);
        add(connection, row, 1 - Counters.NEVER);
        long number = current(connection, row);
        committing(() -> {
            connection.commit();
            return number;
        });
        connection.setAutoCommit(true);
        return number;
    }

    private long afterRollback(Connection connection, int row) throws SQLException {
        connection.setAutoCommit(false);
        add(connection, row, Counters.NEVER);
        connection.rollback();
        connection.setAutoCommit(true);
        return atOnce(connection, row);
    }

    private interface Commit {
        long number() throws SQLException;
    }

    private long committing(Commit commit) throws SQLException {
        record.add(place, Figure.COMMITTING, 1);
        try {
            return commit.number();
        } finally {
            record.add(place, Figure.COMMITTING, -1);
        }
    }

    private static long add(Connection connection, int row, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "update " + Counters.table(row) + " set n = n + ? where id = ? returning n")) {
            statement.setLong(1, number);
            statement.setInt(2, Counters.id(row));
            return single(statement);
        }
    }

    private static long current(Connection connection, int row) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select n from " + Counters.table(row) + " where id = ?")) {
            statement.setInt(1, Counters.id(row));
            return single(statement);
        }
    }

    private static long single(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
