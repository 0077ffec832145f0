package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Sessions that may not ask what Larder wants to know: the application notices nothing, and nobody gets an old answer. */
class UnreadableTest extends Histories {
    private final String role =
            "limited_" + Long.toUnsignedString(System.nanoTime(), 36).toLowerCase(Locale.ROOT);

    UnreadableTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of("create role " + role + " login password 'limited'", "grant select, update on item to " + role);
    }

    private Client limited() throws SQLException {
        String url = larderUrl().replaceFirst("user=[^&]*", "user=" + role);
        return connected(url.replaceFirst("password=[^&]*", "password=limited"));
    }

    @Test
    void whoMayNotReadTheCatalogsIsAnswered() throws SQLException {
        truth.run("revoke select on pg_catalog.pg_depend from public");
        Client carol = limited();
        bob.warm(ITEMS);
        for (int time = 1; time <= 3; time++) {
            assertThat(carol.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        }
        carol.run("update item set name = 'plum' where id = 1");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(carol.ask(ITEMS)).contains("1|plum");
        carol.begin();
        carol.run("update item set name = 'fig' where id = 1");
        carol.commit();
        assertThat(carol.ask(ITEMS)).contains("1|fig");
        assertThat(bob.ask(ITEMS)).contains("1|fig");
    }

    @Test
    void whoMayNotSayWhereHeIsIsAnsweredAndHisWritesAreSeen() throws SQLException {
        truth.run("revoke execute on function pg_catalog.pg_postmaster_start_time() from public");
        bob.warm(ITEMS);
        Client carol = limited();
        assertThat(carol.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        carol.run("update item set name = 'plum' where id = 1");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        carol.close();
        bob.ask(ITEMS);
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aSessionThatBecomesUnreadableIsAnsweredInItsTransactions() throws SQLException {
        Client carol = limited();
        carol.warm(ITEMS);
        truth.run("revoke execute on function pg_catalog.pg_postmaster_start_time() from public");
        carol.run("set work_mem to '8MB'");
        assertThat(carol.answered(ITEMS)).containsExactly("1|apple", "2|pear");
        carol.begin();
        assertThat(carol.answered(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(carol.answered(ITEMS)).containsExactly("1|apple", "2|pear");
        carol.run("update item set name = 'plum' where id = 1");
        carol.run("set work_mem to '9MB'");
        assertThat(carol.ask("select count(*) from item")).containsExactly("2");
        carol.commit();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aSettingInATransactionIsReadAgainWithoutATrace() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run("set local lock_timeout to '8s'");
        assertThat(alice.served(ITEMS)).contains("1|apple");
        alice.run("update item set name = 'plum' where id = 1");
        alice.run("set local lock_timeout to '9s'");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }
}
