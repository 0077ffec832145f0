package io.larder.examples.shop;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the demo happens: a schema of its own in a database.
 *
 * @param description for people
 * @param url the bare driver's, with the schema as the search path
 * @param user if not in the URL
 * @param password if not in the URL
 * @param schema does not exist before and is dropped at the end
 * @param ours the server was started for the demo and ends with it, with all that is in it
 */
record Database(
        String description,
        String url,
        @Nullable String user,
        @Nullable String password,
        String schema,
        boolean ours) {
    static Database choose(DemoOptions options) throws SQLException {
        String schema = "larder_demo_" + UUID.randomUUID().toString().substring(0, 8);
        if (options.url() != null) {
            String url = withSchema(options.url(), schema);
            Database yours = new Database("--url", url, options.user(), options.password(), schema, false);
            return yours.described();
        }
        DatabaseServer server = TestServers.postgres();
        Database database = new Database(
                server.source(), withSchema(server.createDatabase("shop"), schema), null, null, schema, true);
        database.countStatements();
        return database;
    }

    private static String withSchema(String url, String schema) {
        return url + (url.contains("?") ? "&" : "?") + "currentSchema=" + schema;
    }

    /** The same with Larder between. */
    String larderUrl() {
        return url.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    Connection connect() throws SQLException {
        return connect(url);
    }

    Connection connectThroughLarder() throws SQLException {
        return connect(larderUrl());
    }

    private Connection connect(String by) throws SQLException {
        Properties login = new Properties();
        if (user != null) {
            login.setProperty("user", user);
        }
        if (password != null) {
            login.setProperty("password", password);
        }
        return DriverManager.getConnection(by, login);
    }

    void dropSchema() throws SQLException {
        if (!ours) {
            execute("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
        }
    }

    /** Connects, before anything is promised to be cleaned up. */
    private Database described() throws SQLException {
        try (Connection connection = connect()) {
            String product = connection.getMetaData().getDatabaseProductName();
            String version = connection.getMetaData().getDatabaseProductVersion();
            String name = product + " " + version + " at " + description + ", database " + connection.getCatalog();
            return new Database(name, url, user, password, schema, ours);
        }
    }

    private void countStatements() {
        try {
            execute("CREATE EXTENSION IF NOT EXISTS pg_stat_statements SCHEMA public");
        } catch (SQLException e) {
            // A server without it: the report says that nothing was counted.
        }
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
