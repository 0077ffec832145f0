package io.larder.jdbc.mariadb;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a test's own. It is dropped with the test. */
final class TestDatabase implements AutoCloseable {
    private final DatabaseServer server = TestServers.mariadb();
    private final String url = server.freshDatabase();

    Connection connect(String... options) throws SQLException {
        return DriverManager.getConnection(options.length == 0 ? url : url + "&" + String.join("&", options));
    }

    /** Connects as somebody else, whose password is {@code x}. */
    Connection connectAs(String user) throws SQLException {
        return DriverManager.getConnection(url.replaceFirst("\\?.*", "?user=" + user + "&password=x"));
    }

    String name() {
        return url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            execute(connection, "DROP DATABASE IF EXISTS " + name());
        }
    }
}
