package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users, roles, and sessions of one user with the rights of before and after a change: all see the schema in their way. */
class MariaDbRightsTest extends Histories {
    private static final String LOG = "select id from log order by id";

    private String name = "";
    private String user = "";
    private Client administrator;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    MariaDbRightsTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    List<String> schema() {
        return List.of("create table log (id int)");
    }

    @BeforeEach
    void createUser() throws SQLException {
        name = bareUrl().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
        user = "u" + Long.toUnsignedString(System.nanoTime(), 36);
        administrator = connected(TestServers.mariadb().urlOf(name));
        administrator.run("create user " + user + " identified by 'x'");
        administrator.run("grant select, insert on " + name + ".* to " + user);
        administrator.run("grant select on log to " + user);
    }

    @Test
    void aLookOfOneUserLeavesTheAnswersOfAnotherAlone() throws SQLException {
        Client carol = client("60s");
        alice.warm(ITEMS);
        carol.warm(ITEMS);
        bob.run("create table another (id int)");

        alice.warm(ITEMS);
        carol.warm(ITEMS);
        alice.served(ITEMS);
        carol.served(ITEMS);
    }

    @Test
    void aLookUnderOneRoleLeavesTheAnswersUnderAnotherAlone() throws SQLException {
        administrator.run("create role " + user + "_r");
        administrator.run("grant select on item to " + user + "_r");
        administrator.run("grant " + user + "_r to " + user);
        Client carol = client("60s");
        Client dave = client("60s");
        dave.run("set role " + user + "_r");
        carol.warm(ITEMS);
        warmAgain(dave);
        bob.run("create table another (id int)");

        carol.warm(ITEMS);
        dave.warm(ITEMS);
        carol.served(ITEMS);
        dave.served(ITEMS);
    }

    @Test
    void whatOthersChangedIsSeenByAllWhoeverLooksFirst() throws Exception {
        Client carol = client("1s");
        Client brief = client("larder.privilegeTtl", "1s");
        carol.warm("select * from item");
        brief.warm("select * from item");
        administrator.run("alter table item add column price int default 5");

        Meanwhile.until(
                "the column is seen",
                () -> carol.ask("select * from item").contains("1|apple|5")
                        && brief.ask("select * from item").contains("1|apple|5"));
        carol.warm("select * from item");
        brief.served("select * from item");
    }

    @Test
    void aRightThatAnOpenSessionKeepsIsNotThatOfAnother() throws Exception {
        Client kept = client("1s");
        kept.warm(ITEMS);
        administrator.run("revoke select on " + name + ".* from " + user);
        Client later = client("1s");

        Meanwhile.until("it is refused", () -> isRefused(later));
        for (int i = 0; i < 3; i++) {
            warmAgain(kept);
            assertThat(isRefused(later)).isTrue();
        }
    }

    @Test
    void aRightThatWasTakenAwayThroughLarderIsGoneForNewSessionsAtOnce() throws SQLException {
        Client throughLarder =
                connected(TestDatabase.withLarder(TestServers.mariadb().urlOf(name)));
        Client kept = client("60s");
        kept.warm(ITEMS);
        throughLarder.run("revoke select on " + name + ".* from " + user);
        warmAgain(kept);

        Client later = client("60s");
        assertThatThrownBy(() -> later.ask(ITEMS))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("denied");
        kept.served(ITEMS);
    }

    /** Each look finds what it has found before, whoever looked last. */
    @Test
    void sessionsOfOneUserWithDifferentRightsAreServedOn() throws Exception {
        Client kept = client("1s");
        kept.warm(ITEMS);
        administrator.run("revoke select on " + name + ".* from " + user);
        Client later = client("1s");
        // What was revoked is noticed, by either.
        long noticed = System.nanoTime() + 1_000_000_000L;
        while (System.nanoTime() < noticed) {
            kept.ask(ITEMS);
            later.ask(LOG);
        }

        Meanwhile.until("both are served", () -> isServed(kept, ITEMS) && isServed(later, LOG));
        long stores = kept.cache().stores();

        // On a slow machine a look may be too old for once; an answer that was dropped would be kept anew.
        long end = System.nanoTime() + 1_500_000_000L;
        while (System.nanoTime() < end) {
            kept.ask(ITEMS);
            later.ask(LOG);
        }
        assertThat(kept.cache().stores()).as("answers kept").isEqualTo(stores);
        assertThat(isRefused(later)).isTrue();
    }

    private Client client(String privilegeTtl) throws SQLException {
        String url = bareUrl().replaceFirst("user=[^&]*", "user=" + user).replaceFirst("password=[^&]*", "password=x");
        return connected(database.with(TestDatabase.withLarder(url), "larder.privilegeTtl", privilegeTtl));
    }

    /** The first query may show that the session sees another schema than it saw. */
    private static void warmAgain(Client client) throws SQLException {
        client.ask(ITEMS);
        client.warm(ITEMS);
    }

    private static boolean isServed(Client client, String sql) throws SQLException {
        long before = client.cache().hits();
        client.ask(sql);
        return client.cache().hits() > before;
    }

    private static boolean isRefused(Client client) {
        try {
            client.ask(ITEMS);
            return false;
        } catch (SQLException refused) {
            return true;
        }
    }
}
