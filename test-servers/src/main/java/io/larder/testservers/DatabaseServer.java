package io.larder.testservers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;

/**
 * A running database server, shared by all tests of one JVM and stopped with it.
 *
 * @param source where it came from, for people: environment, Docker or embedded, with its version
 * @param jdbcUrl a URL of the driver's own, with user and password in it, of a database that tests must leave alone
 * @param host name or address
 * @param port TCP port
 */
public record DatabaseServer(String source, String jdbcUrl, String host, int port) {
    private static final String NAME = "[a-z][a-z0-9_]{0,30}";

    /** Creates an empty database for one test and returns its URL, with user and password in it. */
    public String freshDatabase() {
        return createDatabase("test");
    }

    /**
     * Creates an empty database and returns its URL, with user and password in it.
     *
     * <p>On a server that we did not start it is dropped when the JVM ends; the others end themselves.
     *
     * @param prefix what its name starts with: lower-case letters, digits and underscores
     * @throws ServerUnavailableException if the server refuses
     */
    public String createDatabase(String prefix) {
        if (!prefix.matches(NAME)) {
            throw new IllegalArgumentException("not a plain lower-case name: " + prefix);
        }
        String name =
                prefix + "_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);
        // template0: creation from the default template fails while somebody else is connected to it.
        execute("CREATE DATABASE " + name + (isPostgres() ? " TEMPLATE template0" : ""));
        if (source.startsWith(TestServers.FROM_ENVIRONMENT)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> drop(name), "drop " + name));
        }
        return urlOf(name);
    }

    /** The same server's URL of another database. */
    public String urlOf(String database) {
        int path = jdbcUrl.indexOf('/', jdbcUrl.indexOf("//") + 2);
        int query = jdbcUrl.indexOf('?');
        String server = jdbcUrl.substring(0, path >= 0 ? path : query >= 0 ? query : jdbcUrl.length());
        return server + "/" + database + (query >= 0 ? jdbcUrl.substring(query) : "");
    }

    static boolean answers(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl)) {
            return connection.isValid(5);
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isPostgres() {
        return jdbcUrl.startsWith("jdbc:postgresql:");
    }

    private void drop(String database) {
        try {
            execute("DROP DATABASE " + database + (isPostgres() ? " WITH (FORCE)" : ""));
        } catch (ServerUnavailableException e) {
            System.err.println("[test-servers] left behind: database " + database + " (" + e.getMessage() + ")");
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new ServerUnavailableException(source + " refused " + sql + ": " + e.getMessage(), e);
        }
    }
}
