package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Random;

/** Counts up the rows of one writer, each time in a transaction of its own, in all the ways in which one can write. */
final class CounterWriter {
    /** What is rolled back can be told from what was committed. */
    private static final long NEVER = 1_000_000_000;

    private final Connection connection;
    private final Publications publications;
    private final Random random;
    private final int first;
    private final int step;
    private final long[] numbers;

    /** Writes every row whose number is {@code first} and a multiple of {@code step}. */
    CounterWriter(Connection connection, Publications publications, int first, int step) {
        this.connection = connection;
        this.publications = publications;
        this.first = first;
        this.step = step;
        this.random = new Random(first);
        this.numbers = new long[publications.rows()];
    }

    void write() throws SQLException {
        int row = first + step * random.nextInt((publications.rows() - first + step - 1) / step);
        long number = ++numbers[row];
        switch (random.nextInt(4)) {
            case 0 -> byFunction(row, number);
            case 1 -> rolledBack(row, number);
            case 2 -> inTransaction(row, number);
            default -> {}
        }
        publications.begins(row, number);
        // Whatever was done above: this one says which number it is.
        update(row, number);
        publications.published(row, number);
    }

    private void update(int row, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("update counters set n = ? where id = ?")) {
            statement.setLong(1, number);
            statement.setInt(2, row);
            statement.executeUpdate();
        }
    }

    /** The write cannot be seen in the text. */
    private void byFunction(int row, long number) throws SQLException {
        publications.begins(row, number);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select count_to(" + row + ", " + number + ")");
        }
        publications.published(row, number);
    }

    private void rolledBack(int row, long number) throws SQLException {
        connection.setAutoCommit(false);
        update(row, number + NEVER);
        connection.rollback();
        connection.setAutoCommit(true);
    }

    private void inTransaction(int row, long number) throws SQLException {
        connection.setAutoCommit(false);
        update(row, number + NEVER);
        update(row, number);
        publications.begins(row, number);
        connection.commit();
        publications.published(row, number);
        connection.setAutoCommit(true);
    }
}
