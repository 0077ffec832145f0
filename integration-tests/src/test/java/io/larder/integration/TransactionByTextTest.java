package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL's own ways to begin, shape and end transactions. */
class TransactionByTextTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    TransactionByTextTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @BeforeEach
    void warm() throws SQLException {
        bob.warm(ITEMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin isolation level repeatable read",
                "begin transaction isolation level serializable",
                "start transaction isolation level repeatable read, read only",
                "begin; set transaction isolation level repeatable read",
                "begin; set transaction_isolation to 'repeatable read'",
                "begin; set local transaction_isolation to 'serializable'",
                "set session characteristics as transaction isolation level repeatable read; begin",
                "set default_transaction_isolation to 'repeatable read'; begin"
            })
    void aSnapshotThatIsAskedForByTextIsKept(String begin) throws SQLException {
        for (String part : begin.split(";")) {
            alice.run(part);
        }
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.run("commit");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    /** Whether it may write changes nothing of what it sees. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin read only",
                "start transaction read write",
                "begin; set transaction read only",
                "begin work read only"
            })
    void aTransactionOfWhichOnlyTheAccessIsSetIsServedAndSeesCommits(String begin) throws SQLException {
        for (String part : begin.split(";")) {
            alice.run(part);
        }
        assertThat(alice.served(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.served(ITEMS)).contains("1|plum");
        alice.run("commit");
        assertThat(alice.served(ITEMS)).contains("1|plum");
    }

    @Test
    void commitAndChainCommitsAndBeginsAnew() throws SQLException {
        alice.run("begin isolation level repeatable read");
        alice.run(UPDATE);
        alice.run("commit and chain");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        bob.run("update item set name = 'fig' where id = 1");
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.run("update item set name = 'kiwi' where id = 2");
        alice.run("rollback and chain");
        assertThat(alice.answered(ITEMS)).containsExactly("1|fig", "2|pear");
        alice.run("rollback");
        assertThat(bob.ask(ITEMS)).containsExactly("1|fig", "2|pear");
    }

    @Test
    void endAndAbortAreCommitAndRollback() throws SQLException {
        alice.run("begin work");
        alice.run(UPDATE);
        alice.run("end");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        alice.run("start transaction");
        alice.run("update item set name = 'fig' where id = 1");
        alice.run("abort");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void anImportedSnapshotIsKept() throws SQLException {
        truth.begin();
        truth.run("set transaction isolation level repeatable read");
        String snapshot = truth.ask("select pg_export_snapshot()").get(0);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        alice.run("begin isolation level repeatable read");
        alice.run("set transaction snapshot '" + snapshot + "'");
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.run("commit");
        truth.rollback();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionThatIsPreparedIsSeenWhenItIsCommitted() throws SQLException {
        alice.begin();
        alice.run(UPDATE);
        alice.run("prepare transaction 'plum'");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.connection.setAutoCommit(true);
        alice.run("commit prepared 'plum'");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionThatIsPreparedMayBeFinishedByAnotherSession() throws SQLException {
        alice.run("begin");
        alice.run(UPDATE);
        alice.run("prepare transaction 'plum'");
        alice.close();
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        truth.run("commit prepared 'plum'");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionThatIsPreparedAndRolledBackIsNeverServed() throws SQLException {
        alice.run("begin");
        alice.run(UPDATE);
        alice.run("prepare transaction 'plum'");
        alice.run("rollback prepared 'plum'");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aSchemaChangeThatIsRolledBackLeavesTheTable() throws SQLException {
        alice.begin();
        alice.run("drop table item");
        alice.run("create table item (id int, name text)");
        assertThat(alice.answered(ITEMS)).isEmpty();
        alice.run("insert into item values (5, 'fig')");
        assertThat(alice.answered(ITEMS)).containsExactly("5|fig");
        alice.rollback();
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aTruncateThatIsRolledBackLeavesTheRows() throws SQLException {
        alice.begin();
        alice.run("truncate item");
        assertThat(alice.answered(ITEMS)).isEmpty();
        alice.rollback();
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void afterAFailureASavepointLeadsBack() throws SQLException {
        alice.begin();
        alice.run(UPDATE);
        alice.run("savepoint s");
        assertThatThrownBy(() -> alice.run("insert into item values (1, 'twice')"))
                .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> alice.ask(ITEMS)).isInstanceOf(SQLException.class);
        alice.run("rollback to s");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }
}
