package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Partitions and heirs are served, and show what is written to their roots and the other way round. */
class PartitionHistoriesTest extends Histories {
    private static final String ROOT = "select id, name from part order by id, name";
    private static final String LEAF1 = "select id, name from part1";
    private static final String LEAF2 = "select id, name from part2";
    private static final String LEAF3 = "select id, name from part3";
    private static final String NOTES = "select part, text from note order by part, text";
    private static final String SPECIAL = "select id, name from special";

    PartitionHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table part (id int primary key, name text) partition by list (id)",
                "create table part1 partition of part for values in (1)",
                "create table rest partition of part default partition by range (id)",
                "create table part2 partition of rest for values from (2) to (3)",
                "create table part3 partition of rest default",
                "create table note (part int references part on delete cascade, text text)",
                "create table special (extra int) inherits (item)",
                "insert into part values (1, 'a'), (2, 'b')",
                "insert into note values (1, 'one'), (2, 'two')");
    }

    @Test
    void aWriteToALeafIsSeenAtTheRootAndNotInOtherLeaves() throws SQLException {
        bob.warm(ROOT);
        bob.warm(LEAF1);
        bob.warm(LEAF2);
        alice.run("update part2 set name = 'c'");
        assertThat(bob.answered(ROOT)).containsExactly("1|a", "2|c");
        assertThat(bob.answered(LEAF2)).containsExactly("2|c");
        assertThat(bob.served(LEAF1)).containsExactly("1|a");
        assertThat(bob.served(ROOT)).containsExactly("1|a", "2|c");
    }

    @Test
    void aWriteToTheRootIsSeenInAllLeaves() throws SQLException {
        bob.warm(LEAF1);
        bob.warm(LEAF3);
        alice.run("insert into part values (9, 'z')");
        assertThat(bob.answered(LEAF3)).containsExactly("9|z");
        alice.run("update part set name = 'x' where id = 1");
        assertThat(bob.answered(LEAF1)).containsExactly("1|x");
    }

    @Test
    void aRootThatIsFlushedIsAskedAgainInItsLeavesAndWhereItCascades() throws SQLException {
        bob.warm(LEAF1);
        bob.warm(NOTES);
        bob.warm(SPECIAL);
        truth.run("delete from part where id = 1");
        truth.run("insert into special values (7, 'heir', 7)");
        assertThat(alice.ask("flush larder table part, item")).hasSize(1);
        assertThat(bob.answered(LEAF1)).isEmpty();
        assertThat(bob.answered(NOTES)).containsExactly("2|two");
        assertThat(bob.answered(SPECIAL)).containsExactly("7|heir");
    }

    @Test
    void aRowThatMovesIsSeenWhereItLeftAndWhereItArrived() throws SQLException {
        alice.run("delete from part where id = 2");
        bob.warm(LEAF1);
        bob.warm(LEAF2);
        bob.warm(ROOT);
        alice.run("delete from note");
        alice.run("update part set id = 2 where id = 1");
        assertThat(bob.answered(LEAF1)).isEmpty();
        assertThat(bob.answered(LEAF2)).containsExactly("2|a");
        assertThat(bob.answered(ROOT)).containsExactly("2|a");
    }

    @Test
    void aRowThatMovesBelowTheRootIsSeen() throws SQLException {
        bob.warm(LEAF2);
        bob.warm(LEAF3);
        bob.warm(ROOT);
        alice.run("delete from note");
        alice.run("update rest set id = 7 where id = 2");
        assertThat(bob.answered(LEAF2)).isEmpty();
        assertThat(bob.answered(LEAF3)).containsExactly("7|b");
        assertThat(bob.answered(ROOT)).containsExactly("1|a", "7|b");
    }

    @Test
    void aTruncatedLeafIsEmptyAtTheRoot() throws SQLException {
        alice.run("alter table note drop constraint note_part_fkey");
        bob.warm(ROOT);
        alice.run("truncate part1");
        assertThat(bob.answered(ROOT)).containsExactly("2|b");
        bob.warm(LEAF2);
        alice.run("truncate part");
        assertThat(bob.answered(LEAF2)).isEmpty();
    }

    @Test
    void aDeleteCascadesFromRootAndLeaf() throws SQLException {
        bob.warm(NOTES);
        alice.run("delete from part where id = 1");
        assertThat(bob.answered(NOTES)).containsExactly("2|two");
        bob.warm(NOTES);
        alice.run("delete from part2");
        assertThat(bob.answered(NOTES)).isEmpty();
    }

    @Test
    void aDeleteCascadesIntoPartitions() throws SQLException {
        alice.run("create table line (item int references item on delete cascade) partition by list (item)");
        alice.run("create table line1 partition of line for values in (1)");
        alice.run("insert into line values (1)");
        bob.warm("select item from line");
        bob.warm("select item from line1");
        alice.run("delete from item where id = 1");
        assertThat(bob.answered("select item from line")).isEmpty();
        assertThat(bob.answered("select item from line1")).isEmpty();
    }

    @Test
    void aTriggerOfALeafThatWritesElsewhereFiresForTheRoot() throws SQLException {
        alice.run("create table log (text text)");
        alice.run("create function logging() returns trigger language plpgsql as"
                + " $$ begin insert into log values (tg_table_name); return null; end $$");
        alice.run("create trigger logged after insert on part3 for each row execute function logging()");
        bob.warm("select text from log");
        alice.run("insert into part values (9, 'z')");
        assertThat(bob.answered("select text from log")).containsExactly("part3");
    }

    @Test
    void aTriggerOfTheRootThatWritesElsewhereFiresForTheLeaf() throws SQLException {
        alice.run("create table log (text text)");
        alice.run("create function logging() returns trigger language plpgsql as"
                + " $$ begin insert into log values (tg_table_name); return null; end $$");
        alice.run("create trigger logged after insert on part for each row execute function logging()");
        bob.warm("select text from log");
        alice.run("insert into part3 values (9, 'z')");
        assertThat(bob.answered("select text from log")).containsExactly("part3");
    }

    @Test
    void aPartitionThatIsDetachedOrAttachedIsGoneOrThere() throws SQLException {
        bob.warm(ROOT);
        alice.run("delete from note");
        alice.run("alter table part detach partition part1");
        assertThat(bob.answered(ROOT)).containsExactly("2|b");
        bob.warm(ROOT);
        alice.run("update part1 set name = 'alone'");
        assertThat(bob.served(ROOT)).containsExactly("2|b");
        alice.run("alter table part attach partition part1 for values in (1)");
        assertThat(bob.answered(ROOT)).containsExactly("1|alone", "2|b");
        bob.warm(ROOT);
        alice.run("update part1 set name = 'again'");
        assertThat(bob.answered(ROOT)).containsExactly("1|again", "2|b");
    }

    @Test
    void whatIsWrittenToAHeirIsSeenInItsParent() throws SQLException {
        bob.warm(ITEMS);
        bob.warm("select id from only item order by id");
        alice.run("insert into special values (3, 'fig', 1)");
        assertThat(bob.answered(ITEMS)).contains("3|fig");
        assertThat(bob.ask("select id from only item order by id")).containsExactly("1", "2");
        bob.warm(SPECIAL);
        alice.run("update item set name = 'plum'");
        assertThat(bob.answered(SPECIAL)).containsExactly("3|plum");
        bob.warm(ITEMS);
        alice.run("delete from special");
        assertThat(bob.answered(ITEMS)).containsExactly("1|plum", "2|plum");
    }

    @Test
    void aHeirThatIsTemporaryIsSeenByItsSession() throws SQLException {
        bob.warm(ITEMS);
        alice.run("create temporary table fleeting () inherits (item)");
        alice.run("insert into fleeting values (9, 'mayfly')");
        assertThat(alice.ask(ITEMS)).contains("9|mayfly");
        assertThat(bob.ask(ITEMS)).doesNotContain("9|mayfly");
        assertThat(bob.ask(ITEMS)).doesNotContain("9|mayfly");
        alice.run("update item set name = 'plum' where id = 9");
        assertThat(alice.ask(ITEMS)).contains("9|plum");
    }

    @Test
    void aPartitionThatIsElsewhereIsNotServed() throws SQLException {
        alice.run("create extension file_fdw; create server files foreign data wrapper file_fdw");
        alice.run("create foreign table far () inherits (item) server files options (program 'echo 8,date')");
        assertThatThrownBy(() -> alice.run("update far set name = 'x'")).isInstanceOf(SQLException.class);
        bob.run("alter foreign table far options (add format 'csv')");
        assertThat(bob.answered(ITEMS)).contains("8|date");
        assertThat(bob.answered(ITEMS)).contains("8|date");
    }
}
