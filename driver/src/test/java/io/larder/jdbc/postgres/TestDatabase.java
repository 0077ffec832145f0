package io.larder.jdbc.postgres;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database of a test's own. It is dropped with the test, so that a run of many tests does not fill the disk, and all
 * connections to it that were opened here are closed before.
 */
final class TestDatabase implements AutoCloseable {
    private final DatabaseServer server;
    private final String url;
    private final List<Connection> opened = new ArrayList<>();

    TestDatabase(int major) {
        server = TestServers.postgres(major);
        url = server.freshDatabase();
    }

    Connection connect(String... options) throws SQLException {
        String separator = url.contains("?") ? "&" : "?";
        Connection connection =
                DriverManager.getConnection(options.length == 0 ? url : url + separator + String.join("&", options));
        opened.add(connection);
        return connection;
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
        for (Connection connection : opened) {
            connection.close();
        }
        String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            execute(connection, "DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
        }
    }
}
