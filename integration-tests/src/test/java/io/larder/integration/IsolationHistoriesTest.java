package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A transaction sees what its isolation level promises. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class IsolationHistoriesTest extends Histories {
    private static final String OTHERS = "select id from other order by id";
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    IsolationHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of("create table other (id int)", "insert into other values (1)");
    }

    @BeforeEach
    void warm() throws SQLException {
        bob.warm(ITEMS);
        bob.warm(OTHERS);
    }

    private void repeatableRead() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        alice.begin();
    }

    @Test
    void readCommittedSeesEachCommit() throws SQLException {
        alice.begin();
        assertThat(alice.served(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void repeatableReadKeepsItsSnapshot() throws SQLException {
        repeatableRead();
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        servedInSnapshot(ITEMS);
        servedInSnapshot(OTHERS);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void repeatableReadBeginsWithItsFirstStatement() throws SQLException {
        repeatableRead();
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void aSettingTakesNoSnapshot() throws SQLException {
        repeatableRead();
        alice.run(
                switch (database) {
                    case POSTGRESQL -> "set local lock_timeout = 10000";
                    case H2 -> "set lock_timeout 10000";
                    case MARIADB -> "set lock_wait_timeout = 100";
                });
        List<String> first = alice.ask(ITEMS);
        bob.run(UPDATE);
        alice.ask("select count(*) from other");
        assertThat(alice.ask(ITEMS)).isEqualTo(first);
        alice.commit();
    }

    @Test
    void repeatableReadIsNotServedATableThatChangedAfterItsSnapshot() throws SQLException {
        repeatableRead();
        alice.ask(OTHERS);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).isEqualTo(snapshotOfItems());
        alice.commit();
    }

    /** H2's are not known to cover it. */
    private void servedInSnapshot(String sql) throws SQLException {
        if (database != TestDatabase.H2) {
            alice.served(sql);
        }
    }

    /** H2's snapshots cover a table from when it is first read. */
    private List<String> snapshotOfItems() {
        return List.of(database == TestDatabase.H2 ? "1|plum" : "1|apple", "2|pear");
    }

    @Test
    void whatASnapshotSawIsNotServedToOthersAfterAChange() throws SQLException {
        repeatableRead();
        alice.ask(OTHERS);
        bob.run(UPDATE);
        alice.ask(ITEMS);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void repeatableReadSeesItsOwnWrites() throws SQLException {
        repeatableRead();
        alice.ask(OTHERS);
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.rollback();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        alice.commit();
    }

    @Test
    void theSnapshotEndsWithTheTransaction() throws SQLException {
        repeatableRead();
        alice.ask(ITEMS);
        alice.commit();
        bob.run(UPDATE);
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        alice.rollback();
        bob.run("update item set name = 'fig' where id = 1");
        assertThat(alice.ask(ITEMS)).contains("1|fig");
        alice.commit();
    }

    @Test
    void withAutoCommitEachStatementHasASnapshotOfItsOwn() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        alice.ask(ITEMS);
        bob.run(UPDATE);
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @ParameterizedTest
    @ValueSource(ints = {Connection.TRANSACTION_SERIALIZABLE, Connection.TRANSACTION_READ_UNCOMMITTED})
    void theOtherLevelsAskTheDatabase(int level) throws SQLException {
        alice.connection.setTransactionIsolation(level);
        alice.begin();
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(alice.connection.getTransactionIsolation()).isEqualTo(level);
    }

    @Test
    void theLevelMayComeBack() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        alice.answered(ITEMS);
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }
}
