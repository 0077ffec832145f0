package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Savepoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Only what is committed is served to others, and everybody sees what he wrote. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class TransactionHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    TransactionHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Test
    void aRolledBackWriteIsNeverServed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.rollback();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @Test
    void anUncommittedWriteIsNeitherServedToOthersNorStored() throws SQLException {
        alice.begin();
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        long stores = alice.cache().stores();
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.cache().stores()).isEqualTo(stores);
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void othersAreServedWhileATransactionHasWritten() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        assertThat(bob.served(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionThatOnlyReadsIsServed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        assertThat(alice.served(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void aTransactionIsServedWhatItHasNotWritten() throws SQLException {
        truth.run("create table other (id int)");
        alice.run("create table another (id int)");
        bob.warm("select id from other");
        alice.begin();
        alice.run(UPDATE);
        assertThat(alice.served("select id from other")).isEmpty();
        alice.rollback();
    }

    @Test
    void aRolledBackSavepointIsNeverServed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        Savepoint before = alice.connection.setSavepoint();
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.connection.rollback(before);
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void whatWasWrittenBeforeASavepointIsSeenWhenItIsRolledBack() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        Savepoint after = alice.connection.setSavepoint("after");
        alice.run("update item set name = 'fig' where id = 2");
        alice.connection.rollback(after);
        alice.connection.releaseSavepoint(after);
        assertThat(alice.answered(ITEMS)).containsExactly("1|plum", "2|pear");
        alice.commit();
        assertThat(bob.answered(ITEMS)).containsExactly("1|plum", "2|pear");
    }

    @Test
    void savepointsByTextAreFollowed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run("savepoint mark");
        alice.run(UPDATE);
        alice.run("rollback to savepoint mark");
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        alice.run("update item set name = 'fig' where id = 2");
        alice.commit();
        assertThat(bob.answered(ITEMS)).containsExactly("1|apple", "2|fig");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|fig");
    }

    @Test
    void switchingAutoCommitOnCommits() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        alice.connection.setAutoCommit(true);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionByTextIsFollowed() throws SQLException {
        bob.warm(ITEMS);
        alice.run("begin");
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.run("commit");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aTransactionByTextThatIsRolledBackIsNeverServed() throws SQLException {
        alice.run("begin");
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.run("rollback");
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void commitByTextWithoutAutoCommitIsFollowed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        alice.run("commit");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        alice.run("update item set name = 'fig' where id = 2");
        assertThat(bob.ask(ITEMS)).containsExactly("1|plum", "2|pear");
        alice.run("rollback");
        assertThat(alice.ask(ITEMS)).containsExactly("1|plum", "2|pear");
        assertThat(bob.ask(ITEMS)).containsExactly("1|plum", "2|pear");
    }

    @Test
    void closingWithAnOpenTransactionIsSeenAsTheDatabaseHasIt() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        alice.close();
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
    }

    @Test
    void abortingWithAnOpenTransactionIsSeenAsTheDatabaseHasIt() throws Exception {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        alice.connection.abort(Runnable::run);
        // H2 leaves an aborted connection open.
        alice.close();
        Meanwhile.until("the row is free again", () -> free("update item set name = 'fig' where id = 1"));
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("1|fig");
    }

    private boolean free(String update) {
        try {
            bob.run(update);
            return true;
        } catch (SQLException locked) {
            return false;
        }
    }

    @Test
    void aTransactionSeesItsWritesInAnyTableOfAJoin() throws SQLException {
        String join = "select a.name, b.name from item a join item b on a.id < b.id";
        bob.warm(join);
        alice.begin();
        alice.run(UPDATE);
        assertThat(alice.answered(join)).containsExactly("plum|pear");
        alice.rollback();
        assertThat(alice.ask(join)).containsExactly("apple|pear");
    }

    @Test
    void severalTransactionsOfOneSessionAreKeptApart() throws SQLException {
        alice.begin();
        alice.run(UPDATE);
        alice.rollback();
        bob.warm(ITEMS);
        assertThat(alice.served(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }
}
