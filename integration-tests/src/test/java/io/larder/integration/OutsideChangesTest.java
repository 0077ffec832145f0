package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What others change outside of Larder, other than rows, is noticed when {@code larder.privilegeTtl} is over. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class OutsideChangesTest extends Histories {
    private static final String ALL = "select * from item order by 1";

    private String user = "";
    private Client administrator;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    OutsideChangesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of("create table log (id int)");
    }

    @BeforeEach
    void createUser() throws SQLException {
        administrator = database == TestDatabase.MARIADB
                ? connected(TestServers.mariadb()
                        .urlOf(bareUrl().replaceFirst(".*/", "").replaceFirst("\\?.*", "")))
                : truth;
        user = "reader_" + Long.toUnsignedString(System.nanoTime(), 36);
        administrator.run(
                "create user " + user + (database == TestDatabase.MARIADB ? " identified by 'x'" : " password 'x'"));
        administrator.run("grant select on item to " + user);
        administrator.run("grant select on log to " + user);
    }

    @Test
    void aNewColumnIsSeen() throws Exception {
        Client brief = client("larder.privilegeTtl", "1s");
        brief.warm(ALL);
        truth.run("alter table item add column price int default 5");
        Meanwhile.until("the column is seen", () -> brief.ask(ALL).contains("1|apple|5"));
        brief.warm(ALL);
    }

    @Test
    void aTableThatIsGoneIsAnError() throws Exception {
        Client brief = client("larder.privilegeTtl", "1s");
        brief.warm(ITEMS);
        truth.run("drop table item");
        Meanwhile.until("the error is seen", () -> isRefused(brief, ITEMS));
    }

    @Test
    void aRightThatIsTakenAwayIsGone() throws Exception {
        Client brief = reader();
        brief.warm(ITEMS);
        administrator.run("revoke select on item from " + user);
        Meanwhile.until("it is refused", () -> isRefused(brief, ITEMS));
        assertThat(brief.ask("select id from log")).isEmpty();
    }

    @Test
    void aRightIsGoneWhoeverLooksFirst() throws Exception {
        Client brief = reader();
        Client owner = client("larder.privilegeTtl", "1s");
        brief.warm(ITEMS);
        owner.warm(ITEMS);
        administrator.run("revoke select on item from " + user);
        Meanwhile.until("it is refused", () -> owner.ask(ITEMS).size() == 2 && isRefused(brief, ITEMS));
        owner.warm(ITEMS);
    }

    @Test
    void aTriggerIsSeen() throws Exception {
        Client brief = client("larder.privilegeTtl", "1s");
        brief.warm("select count(*) from log");
        for (String statement : trigger()) {
            truth.run(statement);
        }
        Meanwhile.until("what it writes is seen", () -> {
            brief.run("update item set name = 'plum' where id = 1");
            return brief.ask("select count(*) from log").equals(truth.ask("select count(*) from log"));
        });
        for (int i = 0; i < 3; i++) {
            brief.ask("select count(*) from log");
            brief.run("update item set name = 'plum' where id = 1");
            assertThat(brief.ask("select count(*) from log")).isEqualTo(truth.ask("select count(*) from log"));
        }
    }

    private List<String> trigger() {
        String on = "create trigger t after update on item for each row ";
        return switch (database) {
            case POSTGRESQL ->
                List.of(
                        "create function f() returns trigger language plpgsql as"
                                + " 'begin insert into log values (1); return null; end'",
                        on + "execute function f()");
            case H2 -> List.of(on + "call '" + Logging.class.getName() + "'");
            case MARIADB -> List.of(on + "insert into log values (1)");
        };
    }

    /** Writes a line. */
    public static final class Logging implements org.h2.api.Trigger {
        @Override
        public void fire(java.sql.Connection connection, Object[] before, Object[] after) throws SQLException {
            try (java.sql.Statement statement = connection.createStatement()) {
                statement.execute("insert into log values (1)");
            }
        }
    }

    @Test
    void aLongTransactionIsNotServedForLonger() throws Exception {
        Client brief = client("larder.privilegeTtl", "1s");
        brief.warm(ITEMS);
        brief.begin();
        // One that the database knows of: before that the schema can be looked at.
        brief.answered("select current_timestamp");
        brief.served(ITEMS);
        Meanwhile.until("the last look is too old", () -> {
            long hits = brief.cache().hits();
            brief.ask(ITEMS);
            return brief.cache().hits() == hits;
        });
        assertThat(brief.cache().bypasses()).containsKey(BypassReason.SCHEMA_NOT_LOADED);
        brief.answered(ITEMS);
        brief.commit();
        brief.begin();
        brief.warm(ITEMS);
    }

    @Test
    void whatDidNotChangeIsServedOn() throws Exception {
        Client brief = client("larder.privilegeTtl", "1s");
        // The user that was made is noticed.
        long settled = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < settled) {
            brief.ask(ITEMS);
        }
        long end = System.nanoTime() + 1_500_000_000L;
        while (System.nanoTime() < end) {
            assertThat(brief.served(ITEMS)).containsExactly("1|apple", "2|pear");
        }
    }

    @Test
    void aRightThatWasTakenAwayWhileNobodyWasConnectedIsGone() throws Exception {
        try (Client brief = reader()) {
            brief.warm(ITEMS);
        }
        alice.close();
        bob.close();
        administrator.run("revoke select on item from " + user);
        Client later = reader();
        Meanwhile.until("it is refused", () -> isRefused(later, ITEMS));
    }

    private Client reader() throws SQLException {
        String url = database.with(larderUrl(), "larder.privilegeTtl", "1s");
        if (database == TestDatabase.H2) {
            return connected(url.replace(";DB_CLOSE_DELAY=-1", "") + ";USER=" + user + ";PASSWORD=x");
        }
        return connected(url.replaceFirst("user=[^&]*", "user=" + user).replaceFirst("password=[^&]*", "password=x"));
    }

    private static boolean isRefused(Client client, String sql) {
        try {
            client.ask(sql);
            return false;
        } catch (SQLException refused) {
            return true;
        }
    }
}
