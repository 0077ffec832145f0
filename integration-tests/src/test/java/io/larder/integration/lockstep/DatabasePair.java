package io.larder.integration.lockstep;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Two databases made by the same statements, which go when this is closed.
 *
 * @param first URL of the driver's own
 * @param second URL of the driver's own
 */
record DatabasePair(Flavor flavor, String first, String second) implements AutoCloseable {
    /** Results that H2 uses again are sometimes those of a snapshot that has ended. */
    private static final String EXACT = ";OPTIMIZE_REUSE_RESULTS=0";

    /** Schemas of MariaDB are databases: these are made beside each one. */
    static final List<String> SCHEMAS = List.of("s1", "s2");

    /**
     * Makes both.
     *
     * @param lenient whether statements may fail, because others that they need were left out
     */
    static DatabasePair create(World world, boolean lenient) throws SQLException {
        DatabasePair pair = new DatabasePair(world.flavor(), fresh(world), fresh(world));
        for (String url : List.of(pair.first, pair.second)) {
            try (Connection connection = DriverManager.getConnection(url);
                    Statement statement = connection.createStatement()) {
                for (String sql : world.setup()) {
                    execute(statement, sql.replace(Step.DATABASE, nameOf(url)), lenient);
                }
            }
        }
        return pair;
    }

    /** Returns what takes the place of {@link Step#DATABASE}. */
    static String nameOf(String url) {
        return url.replaceFirst("^jdbc:h2:mem:([a-z0-9_]+).*$", "$1").replaceFirst(".*/([a-z0-9_]+)(\\?.*)?$", "$1");
    }

    private static void execute(Statement statement, String sql, boolean lenient) throws SQLException {
        try {
            statement.execute(sql);
        } catch (SQLException refused) {
            if (!lenient) {
                throw new SQLException("cannot set up by " + sql, refused);
            }
        }
    }

    private static String fresh(World world) throws SQLException {
        return switch (world.flavor()) {
            case POSTGRES -> TestServers.postgres().createDatabase("lockstep");
            case H2 ->
                "jdbc:h2:mem:lockstep_" + UUID.randomUUID().toString().replace("-", "") + ";DB_CLOSE_DELAY=-1" + EXACT;
            case MARIADB -> freshMariaDb(world.roles());
        };
    }

    /** As a user who sees nothing else: tables of one name in all databases that he sees count as one. */
    private static String freshMariaDb(boolean roles) throws SQLException {
        DatabaseServer server = TestServers.mariadb();
        String url = server.createDatabase("lockstep");
        String name = nameOf(url);
        List<String> statements = new ArrayList<>();
        statements.add("create user " + name + "@'%' identified by 'larder'");
        for (String schema : SCHEMAS) {
            statements.add("create database " + name + "_" + schema);
            statements.add("grant all on " + name + "_" + schema + ".* to " + name + "@'%'");
        }
        statements.add("create role " + name + "_reader");
        if (roles) {
            statements.add("grant " + name + "_reader to " + name + "@'%'");
        }
        statements.add("grant all on " + name + ".* to " + name + "@'%' with grant option");
        execute(url, statements);
        return url.replaceFirst("\\?.*", "?user=" + name + "&password=larder");
    }

    @Override
    public void close() throws SQLException {
        for (String url : List.of(first, second)) {
            switch (flavor) {
                case POSTGRES -> dropPostgres(url);
                case H2 -> execute(url, "shutdown");
                case MARIADB -> dropMariaDb(TestServers.mariadb().jdbcUrl(), nameOf(url));
            }
        }
    }

    /** What a script has prepared and not finished would keep its database, and one of the few places that a server has. */
    private static void dropPostgres(String url) throws SQLException {
        List<String> unfinished = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select quote_literal(gid) from pg_prepared_xacts" + " where database = current_database()")) {
            while (rows.next()) {
                unfinished.add(rows.getString(1));
            }
        }
        for (String prepared : unfinished) {
            execute(url, "rollback prepared " + prepared);
        }
        execute(TestServers.postgres().jdbcUrl(), "drop database " + nameOf(url) + " with (force)");
    }

    private static void dropMariaDb(String server, String name) throws SQLException {
        List<String> statements = new ArrayList<>(List.of("drop database " + name));
        for (String schema : SCHEMAS) {
            statements.add("drop database " + name + "_" + schema);
        }
        statements.add("drop role " + name + "_reader");
        statements.add("drop user " + name + "@'%'");
        execute(server, statements);
    }

    private static void execute(String url, String sql) throws SQLException {
        execute(url, List.of(sql));
    }

    private static void execute(String url, List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
