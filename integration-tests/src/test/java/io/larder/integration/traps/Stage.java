package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A database with what every trap finds there: the table {@code item} with an apple and a pear, and two more users, {@code
 * trap_anna} and {@code trap_ben}, who have no rights. It is cleared and used again, unless something went wrong on it.
 *
 * <p>What is played through Larder is also prepared and cleared through it: it must see that.
 *
 * @param url by which sessions connect
 * @param administrator the same, of who may do everything
 */
record Stage(TestDatabase database, boolean larder, String url, String administrator) {
    static final String PASSWORD = "larder";

    private static final List<String> USERS = List.of("trap_anna", "trap_ben");
    private static final List<String> ITEMS = List.of(
            "create table item (id int primary key, name varchar(100))",
            "insert into item values (1, 'apple'), (2, 'pear')");

    private static final String CLEAR_POSTGRES = """
            do $$ declare name text; begin
              for name in select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'
              loop execute format('drop schema %I cascade', name); end loop;
              perform lo_unlink(oid) from pg_largeobject_metadata;
              create schema public;
              grant usage on schema public to public;
            end $$""";

    private static final Map<String, Stage> IDLE = new HashMap<>();

    /** Returns one with nothing on it but the items. */
    static Stage set(TestDatabase database, boolean larder) throws SQLException {
        Stage idle = IDLE.remove(database + " " + larder);
        Stage stage = idle == null ? build(database, larder) : idle;
        if (idle != null) {
            stage.clear();
        }
        run(stage.url, ITEMS);
        return stage;
    }

    /** It may be used again. */
    void strike() {
        // In memory, another one is made at once.
        if (database != TestDatabase.H2) {
            IDLE.put(database + " " + larder, this);
        }
    }

    private static Stage build(TestDatabase database, boolean larder) throws SQLException {
        String url = database.create();
        String administrator = database == TestDatabase.MARIADB
                ? database.with(TestServers.mariadb().urlOf(name(url)), "transactionIsolation", "READ-COMMITTED")
                : url;
        for (String user : USERS) {
            run(administrator, List.of(creation(database, user)));
        }
        if (database == TestDatabase.MARIADB) {
            // So that the sessions of the history may give rights away.
            run(administrator, List.of("grant all on %1$s.* to %1$s@'%%' with grant option".formatted(name(url))));
        }
        return larder
                ? new Stage(database, true, TestDatabase.withLarder(url), TestDatabase.withLarder(administrator))
                : new Stage(database, false, url, administrator);
    }

    private static String creation(TestDatabase database, String user) {
        return switch (database) {
            case H2 -> "create user %s password '%s'".formatted(user, PASSWORD);
            case MARIADB -> "create user if not exists %s@'%%' identified by '%s'".formatted(user, PASSWORD);
            case POSTGRESQL -> """
                    do $$ begin if not exists (select from pg_roles where rolname = '%1$s')
                      then create role %1$s login password '%2$s'; end if; end $$""".formatted(user, PASSWORD);
        };
    }

    private void clear() throws SQLException {
        switch (database) {
            case POSTGRESQL -> run(url, List.of(CLEAR_POSTGRES));
            case MARIADB -> {
                String name = name(url);
                run(administrator, List.of("drop database " + name, "create database " + name));
                for (String user : USERS) {
                    run(administrator, List.of("revoke all privileges, grant option from " + user + "@'%'"));
                }
            }
            case H2 -> throw new AssertionError("it is not used again");
        }
    }

    private static String name(String url) {
        return url.replaceFirst(".*/", "").replaceFirst("\\?.*", "");
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
