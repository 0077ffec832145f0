package io.larder.integration.traps;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.larder.integration.TestDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The session of somebody: a connection, what is set for all its statements, and what it has by name. */
final class Session implements AutoCloseable {
    private final TestDatabase database;
    private final String url;
    final Map<String, PreparedStatement> prepared = new HashMap<>();
    final Map<String, Savepoint> savepoints = new HashMap<>();
    int maxRows;
    int maxFieldSize;
    int fetchSize;
    Connection connection;
    private @Nullable HikariDataSource pool;
    private @Nullable Statement batch;

    Session(TestDatabase database, String url) throws SQLException {
        this.database = database;
        this.url = url;
        this.connection = DriverManager.getConnection(url);
    }

    /** Closes the connection and opens another one: of a user, or with a parameter in its URL. */
    void open(String how) throws SQLException {
        close();
        String[] words = how.split("\\s+", 2);
        switch (words[0]) {
            case "as" -> connection = DriverManager.getConnection(urlOf(words[1]));
            case "with" -> {
                String[] parameter = words[1].split("=", 2);
                connection = DriverManager.getConnection(database.with(url, parameter[0], parameter[1]));
            }
            case "" -> connection = DriverManager.getConnection(url);
            default -> throw new IllegalArgumentException("opened how? " + how);
        }
    }

    private String urlOf(String user) {
        return database == TestDatabase.H2
                // Only an administrator may set more than that.
                ? url.replaceFirst(";.*", "") + ";USER=" + user + ";PASSWORD=" + Stage.PASSWORD
                : url.replaceFirst("user=[^&]*", "user=" + user)
                        .replaceFirst("password=[^&]*", "password=" + Stage.PASSWORD);
    }

    /** Takes its connection from a pool that has one. */
    void usePool() throws SQLException {
        close();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        pool = new HikariDataSource(config);
        connection = pool.getConnection();
    }

    /** Gives the connection back, and takes it anew. */
    void returnToPool() throws SQLException {
        if (pool == null) {
            throw new IllegalStateException("there is no pool: begin with .pool");
        }
        connection.close();
        connection = pool.getConnection();
    }

    Statement statement() throws SQLException {
        return configured(connection.createStatement());
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return configured(connection.prepareStatement(sql));
    }

    <S extends Statement> S configured(S statement) throws SQLException {
        if (maxRows > 0) {
            statement.setMaxRows(maxRows);
        }
        if (maxFieldSize > 0) {
            statement.setMaxFieldSize(maxFieldSize);
        }
        if (fetchSize > 0) {
            statement.setFetchSize(fetchSize);
        }
        return statement;
    }

    /** Returns the statement to which texts are added. */
    Statement batch() throws SQLException {
        if (batch == null) {
            batch = statement();
        }
        return batch;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        if (pool != null) {
            pool.close();
        }
        pool = null;
        batch = null;
        prepared.clear();
        savepoints.clear();
    }
}
