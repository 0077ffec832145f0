package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A right is taken away through Larder: Alice, whose answer is in memory, gets at once what the bare driver gives to the same
 * user, and again when she has the right back. To add a right, add a line: its database, what gives it, what takes it away,
 * what needs it. {@code %u} is Alice's user.
 */
class PrivilegesTest {
    private static final String ITEMS = Histories.ITEMS;

    private String user = "";

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "POSTGRESQL ! grant select on item to %u ! revoke select on item from %u",
                "POSTGRESQL ! grant select on item to %u ! revoke all on all tables in schema public from %u",
                "POSTGRESQL ! grant select (id, name) on item to %u ! revoke select (name) on item from %u",
                "POSTGRESQL ! grant select on item to public ! revoke select on item from public",
                "POSTGRESQL ! grant usage on schema public to %u; grant select on item to %u; revoke usage on schema public"
                        + " from public ! revoke usage on schema public from %u; grant select on item to %u",
                "POSTGRESQL ! create role %u_g; grant select on item to %u_g; grant %u_g to %u ! revoke %u_g from %u;"
                        + " drop owned by %u_g; drop role %u_g",
                "POSTGRESQL ! grant select on item to %u ! drop owned by %u",
                "POSTGRESQL ! alter table item owner to %u ! alter table item owner to current_user",
                "POSTGRESQL ! alter table item owner to %u ! reassign owned by %u to current_user",
                "POSTGRESQL ! alter role %u superuser ! alter role %u nosuperuser",
                "POSTGRESQL ! grant pg_read_all_data to %u ! revoke pg_read_all_data from %u",
                "POSTGRESQL ! grant select on item to %u; alter table item disable row level security !"
                        + " alter table item enable row level security",
                "POSTGRESQL ! grant select on item to %u; drop policy if exists p on item; create policy p on item using"
                        + " (true); alter table item enable row level security ! alter policy p on item using (id = 1)",
                "POSTGRESQL ! grant select on item to %u; drop policy if exists p on item; create policy p on item using"
                        + " (true); alter table item enable row level security ! drop policy p on item",
                "POSTGRESQL ! grant select on item to %u; drop policy if exists p on item; drop policy if exists r on item;"
                        + " create policy p on item using (true); alter table item enable row level security !"
                        + " create policy r on item as restrictive using (id = 2)",
                "POSTGRESQL ! grant select on item to %u; drop policy if exists p on item; create policy p on item to %u"
                        + " using (true); alter table item enable row level security ! alter policy p on item to current_user",
                "POSTGRESQL ! alter table item owner to %u; alter table item no force row level security; alter table item"
                        + " enable row level security ! alter table item force row level security",
                "POSTGRESQL ! grant select on item to %u; alter table item enable row level security; alter role %u bypassrls"
                        + " ! alter role %u nobypassrls",
                "POSTGRESQL ! grant select on item to %u; do $$ begin execute 'grant select on item to %u'; end $$ !"
                        + " do $$ begin execute 'revoke select on item from %u'; end $$",
                "H2 ! grant select on item to %u ! revoke select on item from %u",
                "H2 ! grant select on item to public ! revoke select on item from public",
                "H2 ! grant select on schema public to %u ! revoke select on schema public from %u",
                "H2 ! create role if not exists %u_g; grant select on item to %u_g; grant %u_g to %u ! revoke %u_g from %u",
                "H2 ! create role if not exists %u_g; grant select on item to %u_g; grant %u_g to %u ! drop role %u_g",
                "MARIADB ! grant select on item to %u ! revoke select on item from %u",
                "MARIADB ! grant select (id, name) on item to %u ! revoke select (name) on item from %u",
                "MARIADB ! grant select on item to %u ! revoke all privileges, grant option from %u",
                "MARIADB ! grant select on item to public ! revoke select on item from public"
            })
    void aRightThatIsTakenAwayIsGoneAtOnce(TestDatabase database, String give, String take) throws SQLException {
        tell(database, give, take, true);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                // Not H2: there a statement that the session has compiled lately keeps what it was allowed.
                "MARIADB ! grant select on %d.* to %u ! revoke select on %d.* from %u",
                "MARIADB ! create role if not exists %u_g; grant select on item to %u_g; grant %u_g to %u; set default role"
                        + " %u_g for %u ! revoke %u_g from %u"
            })
    void aRightThatAnOpenSessionKeepsIsKept(TestDatabase database, String give, String take) throws SQLException {
        tell(database, give, take, false);
    }

    /** Roles are the server's: who takes one away need not be connected to the database in which it is used. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "create role %u_g; grant select on item to %u_g; grant %u_g to %u ! revoke %u_g from %u",
                "alter role %u superuser ! alter role %u nosuperuser",
                "alter role %u superuser ! do $$ begin execute 'alter role %u nosuperuser'; end $$"
            })
    void aRoleThatIsTakenAwayInAnotherDatabaseIsGoneAtOnce(String give, String take) throws SQLException {
        String url = urlOfAdministrator(TestDatabase.POSTGRESQL);
        user = "u" + Long.toUnsignedString(System.nanoTime(), 36);
        try (Client owner = Client.connect(TestDatabase.withLarder(url));
                Client elsewhere = Client.connect(TestDatabase.withLarder(TestDatabase.POSTGRESQL.create()));
                Client alice = Client.connect(TestDatabase.withLarder(url))) {
            owner.run("create table item (id int primary key, name varchar(100))");
            owner.run("insert into item values (1, 'apple')");
            owner.run("create role " + user);
            runAll(owner, url, give);
            alice.run("set role " + user);
            alice.warm(ITEMS);
            elsewhere.run("create table other (id int)");
            alice.served(ITEMS);

            runAll(elsewhere, url, take);

            assertThat(outcome(alice)).contains("42501");
            runAll(owner, url, "drop table item; drop role %u; drop role if exists %u_g");
        }
    }

    private void tell(TestDatabase database, String give, String take, boolean gone) throws SQLException {
        String url = urlOfAdministrator(database);
        user = "u" + Long.toUnsignedString(System.nanoTime(), 36);
        try (Client truth = Client.connect(url);
                Client bob = Client.connect(TestDatabase.withLarder(url))) {
            truth.run("create table item (id int primary key, name varchar(100))");
            truth.run("insert into item values (1, 'apple'), (2, 'pear')");
            createUser(database, bob);
            runAll(bob, url, give);
            String own = urlOfUser(database, url);
            try (Client alice = session(database, TestDatabase.withLarder(own));
                    Client bare = session(database, own)) {
                String allowed = outcome(bare);
                assertThat(allowed).contains("1|apple");
                for (int time = 1; time <= 2; time++) {
                    assertThat(outcome(alice)).isEqualTo(allowed);
                    assertThat(outcome(alice)).isEqualTo(allowed);
                    runAll(bob, url, take);
                    assertThat(outcome(alice)).isEqualTo(outcome(bare));
                    assertThat(outcome(bare).equals(allowed)).isNotEqualTo(gone);
                    assertThat(outcome(alice)).isEqualTo(outcome(bare));
                    runAll(bob, url, give);
                    assertThat(outcome(alice)).isEqualTo(outcome(bare)).isEqualTo(allowed);
                }
                // What everybody on a server may do would be left to other tests.
                runAll(bob, url, take);
            }
            dropUser(database, bob);
        }
    }

    private static String urlOfAdministrator(TestDatabase database) {
        return switch (database) {
            case POSTGRESQL, H2 -> database.create();
            case MARIADB -> TestServers.mariadb().createDatabase("rights");
        };
    }

    private String urlOfUser(TestDatabase database, String url) {
        return switch (database) {
            case POSTGRESQL -> url;
            case H2 -> url.replaceFirst(";.*", "") + ";USER=" + user + ";PASSWORD=p";
            case MARIADB -> url.replaceFirst("\\?.*", "?user=" + user + "&password=p");
        };
    }

    private Client session(TestDatabase database, String url) throws SQLException {
        Client client = Client.connect(url);
        if (database == TestDatabase.POSTGRESQL) {
            client.run("set role " + user);
        }
        return client;
    }

    private void createUser(TestDatabase database, Client bob) throws SQLException {
        switch (database) {
            case POSTGRESQL -> bob.run("create role " + user);
            case H2 -> bob.run("create user " + user + " password 'p'");
            case MARIADB -> {
                bob.run("create table lobby (id int)");
                bob.run("create user " + user + " identified by 'p'");
                bob.run("grant select on lobby to " + user);
            }
        }
    }

    private void dropUser(TestDatabase database, Client bob) throws SQLException {
        if (database == TestDatabase.POSTGRESQL) {
            bob.run("reassign owned by " + user + " to current_user");
            bob.run("drop owned by " + user);
            bob.run("drop role " + user);
        }
    }

    private void runAll(Client bob, String url, String statements) throws SQLException {
        String name = url.replaceFirst("[?;].*", "").replaceFirst(".*[/:]", "");
        boolean block = statements.contains("$$");
        for (String statement :
                block ? List.of(statements.replaceFirst("^grant[^;]*;", "")) : List.of(statements.split(";"))) {
            bob.run(statement.trim().replace("%u", user).replace("%d", name));
        }
    }

    private static String outcome(Client client) {
        try {
            return client.ask(ITEMS).toString();
        } catch (SQLException failure) {
            return Notation.failure(failure);
        }
    }
}
