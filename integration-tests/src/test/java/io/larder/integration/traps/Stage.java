package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A new database with what every trap finds there: the table {@code item} with an apple and a pear, and on the server two more
 * users, {@code trap_anna} and {@code trap_ben}, who have no rights.
 *
 * @param url the URL of the database's own driver
 * @param administrator the same, of who may do everything
 */
record Stage(TestDatabase database, String url, String administrator) {
    static final String PASSWORD = "larder";

    private static final List<String> USERS = List.of("trap_anna", "trap_ben");
    private static final Set<TestDatabase> WITH_USERS = EnumSet.noneOf(TestDatabase.class);

    static Stage set(TestDatabase database) throws SQLException {
        String url = database.create();
        String administrator = url;
        List<String> statements = new ArrayList<>();
        if (database == TestDatabase.MARIADB) {
            String name = url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
            administrator = database.with(TestServers.mariadb().urlOf(name), "transactionIsolation", "READ-COMMITTED");
            // So that the sessions of the history may give rights away.
            statements.add("grant all on " + name + ".* to " + name + "@'%' with grant option");
        }
        addUsers(database, statements);
        run(administrator, statements);
        run(
                url,
                List.of(
                        "create table item (id int primary key, name varchar(100))",
                        "insert into item values (1, 'apple'), (2, 'pear')"));
        return new Stage(database, url, administrator);
    }

    private static void addUsers(TestDatabase database, List<String> statements) {
        boolean first = WITH_USERS.add(database);
        for (String user : USERS) {
            switch (database) {
                case H2 -> statements.add("create user " + user + " password '" + PASSWORD + "'");
                case MARIADB -> {
                    if (first) {
                        statements.add("create user if not exists " + user + "@'%' identified by '" + PASSWORD + "'");
                    }
                }
                case POSTGRESQL -> {
                    if (first) {
                        statements.add("do $$ begin if not exists (select from pg_roles where rolname = '" + user
                                + "') then create role " + user + " login password '" + PASSWORD + "'; end if; end $$");
                    }
                }
            }
        }
    }

    private static void run(String url, List<String> statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
