package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.LarderConnectionPoolDataSource;
import io.larder.jdbc.api.LarderConnection;
import io.larder.sql.BypassReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.PooledConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the user wants for single queries: rules, comments, and the switch of a session. */
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "H2"})
final class RulesHistoriesTest extends Histories {
    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    RulesHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of("create view fruit as select id, name from item");
    }

    private Path write(String rules) throws IOException {
        return Files.writeString(folder.resolve("mine.properties"), rules);
    }

    /** A session of an application that has these rules. */
    private Client ruled(String rules) throws SQLException, IOException {
        return client("larder.config", write(rules).toString().replace("\\", "/"));
    }

    /** Asks until the answer is the database's. */
    private void becomesTrue(Client client, String sql) throws Exception {
        Meanwhile.until("the answer is the database's", () -> client.ask(sql).equals(truth.ask(ITEMS)));
    }

    @Test
    void whatARuleDoesNotWantIsAskedOfTheDatabase() throws Exception {
        Client carol = ruled("larder.rule.fresh.table=item\nlarder.rule.fresh.ttl=never");
        alice.warm(ITEMS);

        carol.answered(ITEMS);
        carol.answered(ITEMS);
        carol.answered("select name from fruit where id = 1");
        assertThat(carol.bypassed(BypassReason.NOT_WANTED)).isEqualTo(3);
        alice.served(ITEMS);
    }

    @Test
    void aRuleForAViewIsNoneForItsTable() throws Exception {
        Client carol = ruled("larder.rule.fresh.table=fruit\nlarder.rule.fresh.ttl=never");

        carol.answered("select name from fruit where id = 1");
        carol.answered("select name from fruit where id = 1");
        carol.warm(ITEMS);
    }

    @Test
    void aRuleThatChangesAppliesToWhatIsKept() throws Exception {
        Client carol = ruled("larder.rule.slow.table=item\nlarder.rule.slow.ttl=static");
        carol.warm(ITEMS);
        truth.run("update item set name = 'plum' where id = 1");
        assertThat(carol.served(ITEMS)).contains("1|apple");

        write("larder.rule.slow.table=item\nlarder.rule.slow.ttl=1ms");

        becomesTrue(carol, ITEMS);
    }

    @Test
    void aRuleMayLetAnAnswerLiveLongerThanOthers() throws Exception {
        write("larder.ttl=1ms\nlarder.rule.slow.table=item\nlarder.rule.slow.ttl=1h");
        Client carol = client(
                "larder.config", folder.resolve("mine.properties").toString().replace("\\", "/"));
        carol.warm(ITEMS);
        truth.run("update item set name = 'plum' where id = 1");

        assertThat(carol.served(ITEMS)).contains("1|apple");
        assertThat(Told.explained(carol, ITEMS)).containsEntry("ttl", "60m");
        assertThat(Told.explained(carol, ITEMS).get("ttl_set_by")).startsWith("rule slow (the file ");
    }

    @Test
    void aFileThatIsBrokenIsRefusedWhenConnectingAndChangesNothingLater() throws Exception {
        Client carol = ruled("larder.rule.fresh.tag=fresh\nlarder.rule.fresh.ttl=never");
        assertThatThrownBy(() -> ruled("larder.rule.fresh.tag=fresh\nlarder.rule.fresh.tll=never"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("mine.properties, line 2: did you mean larder.rule.fresh.ttl?");

        carol.warm(ITEMS);
        carol.answered("/* larder: tag=fresh */ " + ITEMS);
    }

    @Test
    void aCommentTakesItsTextOutOfTheCache() throws SQLException {
        String off = "/* larder: off */ " + ITEMS;
        alice.answered(off);
        alice.answered(ITEMS);
        alice.served(ITEMS);
        alice.answered(off);
        assertThat(alice.bypassed(BypassReason.NOT_WANTED)).isEqualTo(2);
    }

    @Test
    void aCommentGivesItsTextAnotherAge() throws Exception {
        alice.warm(ITEMS);
        truth.run("update item set name = 'plum' where id = 1");
        assertThat(alice.served(ITEMS + " -- larder: ttl=1h")).contains("1|apple");
        becomesTrue(alice, ITEMS + " -- larder: ttl=1ms");
        assertThat(alice.served(ITEMS)).contains("1|plum");
    }

    @Test
    void whatALongTransactionSeesIsAsOldAsItsSnapshot() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        alice.begin();
        alice.ask("select name from fruit where id = 2");
        long end = System.nanoTime() + 1_000_000_000L;
        truth.run("update item set name = 'plum' where id = 1");
        while (System.nanoTime() < end) {
            truth.ask(ITEMS);
        }

        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS + " -- larder: ttl=1s")).contains("1|plum");
        alice.rollback();
    }

    @Test
    void aCommentNeverMakesCacheableWhatIsNot() throws SQLException {
        String sql = "/* larder: ttl=30s */ select id, current_timestamp from item";
        alice.answered(sql);
        alice.answered(sql);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(alice.answered("/* larder: ttl=30s */ " + ITEMS)).contains("1|plum");
        alice.rollback();
    }

    @Test
    void whatIsForRedisAloneIsNotKeptInMemory() throws Exception {
        Client carol = ruled("larder.rule.large.table=item\nlarder.rule.large.store=redis");
        alice.warm(ITEMS);
        long stored = alice.cache().stores();

        carol.answered(ITEMS);
        carol.answered(ITEMS);
        assertThat(Told.explained(carol, ITEMS)).containsEntry("ttl", "10m").containsEntry("ttl_set_by", "larder.ttl");
        assertThat(carol.cache().stores()).as("nothing is kept without Redis").isEqualTo(stored);
    }

    @Test
    void aRuleHasItsOwnLimitOfRows() throws Exception {
        Client carol = ruled("larder.maxRows=1\nlarder.rule.large.tag=large\nlarder.rule.large.maxRows=2");

        carol.answered(ITEMS);
        carol.answered(ITEMS);
        carol.warm("/* larder: tag=large */ " + ITEMS);
        assertThat(Told.explained(carol, "/* larder: tag=large */ " + ITEMS)).containsEntry("ttl_set_by", "larder.ttl");
    }

    @Test
    void whatIsRefreshedAheadIsAskedForBeforeItIsTooOld() throws Exception {
        Client carol = ruled(
                "larder.rule.a.table=item\nlarder.rule.a.ttl=1h\nlarder.rule.a.refreshAhead=59m\nlarder.rule.a.maxAge=59m");

        carol.answered(ITEMS);
        carol.answered(ITEMS);
        write("larder.rule.a.table=item\nlarder.rule.a.ttl=1h\nlarder.rule.a.refreshAhead=off");
        Client dave = client(
                "larder.config", folder.resolve("mine.properties").toString().replace("\\", "/"));
        dave.served(ITEMS);
        carol.served(ITEMS);
    }

    @Test
    void aSessionSwitchesItsCachingOffAndOn() throws SQLException {
        LarderConnection switched = alice.connection.unwrap(LarderConnection.class);
        alice.warm(ITEMS);

        switched.setCaching(false);
        alice.answered(ITEMS);
        bob.served(ITEMS);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(switched.isCaching()).isFalse();

        switched.setCaching(true);
        assertThat(alice.served(ITEMS)).contains("1|plum");
        alice.close();
        assertThatThrownBy(() -> switched.setCaching(true)).isInstanceOf(SQLException.class);
        assertThatThrownBy(switched::isCaching).isInstanceOf(SQLException.class);
    }

    @Test
    void theNextUserOfAPooledConnectionHasHisOwnSwitch() throws SQLException {
        LarderConnectionPoolDataSource dataSource = new LarderConnectionPoolDataSource();
        dataSource.setUrl(larderUrl());
        PooledConnection pooled = dataSource.getPooledConnection();
        try (Client first = new Client(pooled.getConnection())) {
            first.connection.unwrap(LarderConnection.class).setCaching(false);
            first.answered(ITEMS);
            first.answered(ITEMS);
        }
        try (Client next = new Client(pooled.getConnection())) {
            next.warm(ITEMS);
        }
        pooled.close();
    }
}
