package io.larder.jdbc.postgres;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** A database of a test's own. It is dropped with the test, so that a run of many tests does not fill the disk. */
final class TestDatabase implements AutoCloseable {
    private final DatabaseServer server;
    private final String url;

    TestDatabase(int major) {
        server = TestServers.postgres(major);
        url = server.freshDatabase();
    }

    Connection connect(String... options) throws SQLException {
        String separator = url.contains("?") ? "&" : "?";
        return DriverManager.getConnection(options.length == 0 ? url : url + separator + String.join("&", options));
    }

    static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }
}
