package io.larder.integration.stacks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A session that asks one question again and again. */
record Reader(Connection connection, String query) implements AutoCloseable {
    Reader(String url, String query) throws SQLException {
        this(DriverManager.getConnection(url), query);
    }

    /** Returns the first column of the answer. */
    List<String> ask() throws SQLException {
        List<String> read = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                read.add(rows.getString(1));
            }
        }
        return read;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
