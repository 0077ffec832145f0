package io.larder.integration;

import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The words in which the traps are told. */
final class Traps {
    private Traps() {}

    static String withLarder(String url) {
        return url.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    static long hits(Connection larder) throws SQLException {
        return larder.unwrap(LarderConnection.class).statistics().hits();
    }

    static void run(Connection connection, String... texts) throws SQLException {
        for (String text : texts) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(text);
            }
        }
    }

    /** Returns all cells as text. */
    static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return read(rows);
        }
    }

    /** Asks the same twice and returns how often the cache answered. */
    static long askTwice(Connection larder, String query) throws SQLException {
        long before = hits(larder);
        ask(larder, query);
        ask(larder, query);
        return hits(larder) - before;
    }

    static String read(ResultSet rows) throws SQLException {
        StringBuilder cells = new StringBuilder();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            for (int column = 1; column <= columns; column++) {
                cells.append(rows.getString(column)).append('|');
            }
        }
        return cells.toString();
    }
}
