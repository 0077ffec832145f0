package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a statement writes beyond the tables that it names. */
class EffectsHistoriesTest extends Histories {
    private static final String LINES = "select id, item from line order by id";
    private static final String NOTES = "select line, text from note order by line, text";
    private static final String LOG = "select text from log order by text";

    EffectsHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table line (id int primary key,"
                        + " item int references item on delete cascade on update cascade)",
                "create table note (line int references line on delete cascade, text text)",
                "create table choice (item int default 2 references item on delete set null on update set default)",
                "create table log (text text)",
                "insert into line values (10, 1), (20, 2)",
                "insert into note values (10, 'ten'), (20, 'twenty')",
                "insert into choice values (1), (2)");
    }

    @Test
    void aDeleteThatCascadesIsSeenInChildrenAndGrandchildren() throws SQLException {
        bob.warm(LINES);
        bob.warm(NOTES);
        alice.run("delete from item where id = 1");
        assertThat(bob.answered(LINES)).containsExactly("20|2");
        assertThat(bob.answered(NOTES)).containsExactly("20|twenty");
        assertThat(bob.served(NOTES)).containsExactly("20|twenty");
    }

    @Test
    void anUpdateOfAKeyThatCascadesIsSeen() throws SQLException {
        bob.warm(LINES);
        alice.run("update item set id = 3 where id = 1");
        assertThat(bob.answered(LINES)).containsExactly("10|3", "20|2");
    }

    @Test
    void aReferenceThatIsSetToNullIsSeen() throws SQLException {
        String sql = "select item from choice order by item";
        bob.warm(sql);
        alice.run("delete from item where id = 1");
        assertThat(bob.answered(sql)).containsExactly("2", "null");
    }

    @Test
    void aReferenceThatIsSetToItsDefaultIsSeen() throws SQLException {
        String sql = "select item from choice order by item";
        bob.warm(sql);
        alice.run("update item set id = 3 where id = 1");
        assertThat(bob.answered(sql)).containsExactly("2", "2");
    }

    @Test
    void anInsertIntoTheParentLeavesTheChildren() throws SQLException {
        bob.warm(LINES);
        alice.run("insert into item values (3, 'fig')");
        assertThat(bob.served(LINES)).containsExactly("10|1", "20|2");
    }

    @Test
    void aTruncateThatCascadesIsSeen() throws SQLException {
        bob.warm(LINES);
        bob.warm(NOTES);
        alice.run("truncate item cascade");
        assertThat(bob.answered(LINES)).isEmpty();
        assertThat(bob.answered(NOTES)).isEmpty();
    }

    @Test
    void aTriggerThatWritesElsewhereIsSeen() throws SQLException {
        alice.run(trigger("item"));
        bob.warm(LOG);
        bob.warm(ITEMS);
        alice.run("update item set name = 'plum' where id = 1");
        assertThat(bob.answered(LOG)).containsExactly("item");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aTriggerOfACascadedTableIsSeen() throws SQLException {
        alice.run(trigger("note"));
        bob.warm(LOG);
        alice.run("delete from item where id = 1");
        assertThat(bob.answered(LOG)).containsExactly("note");
    }

    @Test
    void aDeferredTriggerThatWritesAtCommitIsSeen() throws SQLException {
        alice.run(LOGGING);
        alice.run("create constraint trigger late after insert on item deferrable initially deferred"
                + " for each row execute function logging()");
        bob.warm(LOG);
        alice.begin();
        alice.run("insert into item values (3, 'fig')");
        assertThat(bob.ask(LOG)).isEmpty();
        alice.commit();
        assertThat(bob.answered(LOG)).containsExactly("item");
    }

    @Test
    void aRuleThatWritesElsewhereIsSeen() throws SQLException {
        alice.run("create rule logged as on update to line do also insert into log values ('rule')");
        bob.warm(LOG);
        alice.run("update line set item = 2 where id = 10");
        assertThat(bob.answered(LOG)).containsExactly("rule");
    }

    @Test
    void aDefaultThatWritesElsewhereIsSeen() throws SQLException {
        alice.run("create function numbered() returns int language plpgsql as"
                + " $$ begin insert into log values ('default'); return 1; end $$");
        alice.run("create table numbers (n int default numbered(), text text)");
        bob.warm(LOG);
        alice.run("insert into numbers (text) values ('a')");
        assertThat(bob.answered(LOG)).containsExactly("default");
    }

    @Test
    void aTriggerThatIsMadeBetweenAddBatchAndExecuteBatchIsSeen() throws SQLException {
        try (Statement text = alice.connection.createStatement();
                PreparedStatement prepared = alice.connection.prepareStatement("update item set name = ?")) {
            text.addBatch("update item set name = 'plum'");
            prepared.setString(1, "fig");
            prepared.addBatch();
            bob.run(trigger("item"));
            bob.warm(LOG);
            text.executeBatch();
            assertThat(bob.answered(LOG)).containsExactly("item", "item");
            bob.warm(LOG);
            prepared.executeBatch();
            assertThat(bob.answered(LOG)).hasSize(4);
        }
    }

    @Test
    void aTriggerThatIsCommittedWhileAWriteWaitsForItsTableIsSeen() throws Exception {
        Client carol = client("ApplicationName", "carol");
        Client dave = client();
        dave.warm(LOG);
        bob.begin();
        bob.run(trigger("item"));
        // Reads the schema as it is without the trigger.
        dave.warm(LOG);
        CompletableFuture<Integer> writing =
                Meanwhile.start(() -> carol.run("update item set name = 'plum' where id = 1"));
        Meanwhile.until(
                "carol waits for bob",
                () -> truth.ask(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'carol'")
                        .contains("1"));
        bob.commit();
        dave.ask(LOG);
        Meanwhile.end(writing);
        assertThat(dave.ask(LOG)).containsExactly("item");
        assertThat(dave.ask(LOG)).containsExactly("item");
    }

    @Test
    void partitionsShowWhatIsWrittenToTheirRoot() throws SQLException {
        alice.run("create table part (id int, text text) partition by list (id)");
        alice.run("create table part1 partition of part for values in (1)");
        alice.run("create table part2 partition of part for values in (2)");
        alice.run("insert into part values (1, 'a')");
        for (String sql : List.of("select text from part", "select text from part1", "select id from part2")) {
            bob.ask(sql);
            bob.ask(sql);
        }
        alice.run("update part set id = 2");
        assertThat(bob.ask("select text from part1")).isEmpty();
        assertThat(bob.ask("select id from part2")).containsExactly("2");
        alice.run("update part2 set text = 'b'");
        assertThat(bob.ask("select text from part")).containsExactly("b");
    }

    @Test
    void tablesShowWhatIsWrittenToTheirHeirs() throws SQLException {
        bob.warm(ITEMS);
        alice.run("create table special (extra int) inherits (item)");
        bob.ask(ITEMS);
        bob.ask(ITEMS);
        alice.run("insert into special values (3, 'fig', 1)");
        assertThat(bob.ask(ITEMS)).contains("3|fig");
        bob.ask("select name from special");
        alice.run("update item set name = 'plum'");
        assertThat(bob.ask("select name from special")).containsExactly("plum");
    }

    @Test
    void aMaterializedViewShowsItsRefresh() throws SQLException {
        alice.run("create materialized view frozen as select name from item");
        bob.ask("select name from frozen order by name");
        alice.run("delete from item where id = 1");
        assertThat(bob.ask("select name from frozen order by name")).containsExactly("apple", "pear");
        alice.run("refresh materialized view frozen");
        assertThat(bob.ask("select name from frozen order by name")).containsExactly("pear");
    }

    @Test
    void sequencesAreNeverServed() throws SQLException {
        alice.run("create sequence numbers");
        assertThat(bob.answered("select nextval('numbers')")).containsExactly("1");
        assertThat(bob.answered("select nextval('numbers')")).containsExactly("2");
        assertThat(bob.answered("select last_value from numbers")).containsExactly("2");
        alice.answered("select nextval('numbers') from item where id = 1");
        assertThat(bob.answered("select last_value from numbers")).containsExactly("3");
    }

    private static final String LOGGING = "create function logging() returns trigger language plpgsql as"
            + " $$ begin insert into log values (tg_table_name); return null; end $$";

    private static String trigger(String table) {
        return LOGGING + "; create trigger logged after insert or update or delete on " + table
                + " for each row execute function logging()";
    }
}
