package io.larder.integration.lockstep;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Two databases made by the same statements, which go when this is closed.
 *
 * @param first URL of the driver's own
 * @param second URL of the driver's own
 */
record DatabasePair(Flavor flavor, String first, String second) implements AutoCloseable {
    static DatabasePair create(Flavor flavor, List<String> script) throws SQLException {
        DatabasePair pair = new DatabasePair(flavor, fresh(flavor), fresh(flavor));
        for (String url : List.of(pair.first, pair.second)) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                for (String sql : script) {
                    statement.execute(sql);
                }
            }
        }
        return pair;
    }

    private static String fresh(Flavor flavor) {
        return flavor.isPostgres()
                ? TestServers.postgres().createDatabase("lockstep")
                : "jdbc:h2:mem:lockstep_" + java.util.UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    }

    @Override
    public void close() throws SQLException {
        for (String url : List.of(first, second)) {
            if (flavor.isPostgres()) {
                drop(TestServers.postgres(), url);
            } else {
                execute(url, "shutdown");
            }
        }
    }

    private static void drop(DatabaseServer server, String url) throws SQLException {
        String name = url.replaceFirst(".*/([a-z0-9_]+)(\\?.*)?$", "$1");
        execute(server.jdbcUrl(), "drop database " + name + " with (force)");
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
