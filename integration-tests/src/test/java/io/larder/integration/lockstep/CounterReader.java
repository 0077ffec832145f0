package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** Reads the number of a row. */
interface CounterReader {
    long read(int row) throws SQLException;

    static CounterReader prepared(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement("select n from counters where id = ?");
        return row -> {
            statement.setInt(1, row);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        };
    }

    /** Of all rows at once: the answer is outdated by every write. */
    static CounterReader scanning(Connection connection) throws SQLException {
        Statement statement = connection.createStatement();
        return row -> {
            try (ResultSet rows = statement.executeQuery("select id, n from counters order by id")) {
                for (int i = 0; i <= row; i++) {
                    rows.next();
                }
                return rows.getLong(2);
            }
        };
    }

    /** A cache as it should not be: it gives what it was told for a few reads more. */
    static CounterReader stale(CounterReader fresh, int rows) {
        int reads = 20;
        long[] known = new long[rows];
        int[] left = new int[rows];
        Arrays.fill(left, 0);
        return row -> {
            if (left[row]-- <= 0) {
                known[row] = fresh.read(row);
                left[row] = reads;
            }
            return known[row];
        };
    }
}
