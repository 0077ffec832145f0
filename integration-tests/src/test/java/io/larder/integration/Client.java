package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One session of an application. Rows are lists of strings: the columns of a row, joined by a bar. */
final class Client implements AutoCloseable {
    final Connection connection;

    Client(Connection connection) {
        this.connection = connection;
    }

    static Client connect(String url) throws SQLException {
        return new Client(DriverManager.getConnection(url));
    }

    /** Returns the rows of a query, wherever they come from. */
    List<String> ask(String sql, Object... parameters) throws SQLException {
        if (parameters.length == 0) {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return read(rows);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                return read(rows);
            }
        }
    }

    /** Returns the rows of a query, and asserts that the cache gave them. */
    List<String> served(String sql, Object... parameters) throws SQLException {
        CacheStatistics before = cache();
        List<String> rows = ask(sql, parameters);
        assertThat(cache().hits())
                .as("hits, after %s gave %s; counted before %s, now %s", sql, rows, before, cache())
                .isEqualTo(before.hits() + 1);
        return rows;
    }

    /** Returns the rows of a query, and asserts that the database gave them. */
    List<String> answered(String sql, Object... parameters) throws SQLException {
        long before = cache().hits();
        List<String> rows = ask(sql, parameters);
        assertThat(cache().hits()).as("hits, after %s gave %s", sql, rows).isEqualTo(before);
        return rows;
    }

    /** Asks until the cache gives the rows. */
    void warm(String sql, Object... parameters) throws SQLException {
        ask(sql, parameters);
        served(sql, parameters);
    }

    /** Runs any statement as text and returns its update count. */
    int run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            return statement.getUpdateCount();
        }
    }

    /** Runs a prepared statement and returns its update count. */
    int run(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            statement.execute();
            return statement.getUpdateCount();
        }
    }

    void begin() throws SQLException {
        connection.setAutoCommit(false);
    }

    void commit() throws SQLException {
        connection.commit();
    }

    void rollback() throws SQLException {
        connection.rollback();
    }

    CacheStatistics cache() throws SQLException {
        return connection.unwrap(LarderConnection.class).statistics();
    }

    /** Returns how many queries of its database were answered without looking for an answer for this reason. */
    long bypassed(BypassReason reason) throws SQLException {
        return cache().bypasses().getOrDefault(reason, 0L);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    static List<String> read(ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        int columns = rows.getMetaData().getColumnCount();
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(rows.getString(column));
            }
            read.add(String.join("|", row));
        }
        return read;
    }

    private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
    }
}
