package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a transaction of MariaDB at its own level, REPEATABLE READ, is served once its snapshot is known to be taken. */
class MariaDbRepeatableReadTest extends Histories {
    private static final String OTHERS = "select id, item from other order by id";
    private static final String FOURTH = "select id from fourth";
    private static final String UPDATE = "update item set name = 'plum' where id = 1";
    private static final String AGAIN = "update item set name = 'fig' where id = 1";

    MariaDbRepeatableReadTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table other (id int primary key, item int,"
                        + " foreign key (item) references item (id) on delete cascade on update cascade)",
                "insert into other values (1, 1)",
                "create table third (id int primary key)",
                "insert into third values (1)",
                "create table fourth (id int primary key)",
                "insert into fourth values (1)",
                "create view constant as select 1 as one",
                "create procedure ends() commit");
    }

    @BeforeEach
    void begin() throws SQLException {
        bob.warm(ITEMS);
        bob.warm(OTHERS);
        bob.warm("select id from third");
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        alice.begin();
    }

    @Test
    void afterItsFirstReadItIsServed() throws SQLException {
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
        assertThat(alice.served(OTHERS)).containsExactly("1|1");
        alice.commit();
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }

    @Test
    void aTransactionByTextIsServed() throws SQLException {
        alice.connection.setAutoCommit(true);
        alice.run("start transaction");
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.served(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.run("begin");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.served(ITEMS)).contains("1|plum");
        alice.run("commit");
    }

    @Test
    void whatChangedSinceIsSeenAsItWas() throws SQLException {
        alice.ask(ITEMS);
        alice.served(OTHERS);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        assertThat(alice.served("select id from third")).containsExactly("1");
        assertThat(bob.served(ITEMS)).contains("1|plum");
        alice.commit();
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    /** Each is answered without a look into a table, or may be. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id from third where 1 = 0",
                "select id from third where id = null",
                "select id from third limit 0",
                "select count(*) from third where 1 = 0",
                "select 1 from third having count(*) = 0 and 1 = 0",
                "select 1 union select id from third where 1 = 0",
                "select exists (select id from third where 1 = 0)",
                "select one from constant",
                "select 1",
                "select id from third for update",
                "update third set id = id"
            })
    void whatTakesNoSnapshotIsNotTakenForOneThatDoes(String sql) throws SQLException {
        alice.ask("select 1");
        for (int time = 1; time <= 3; time++) {
            alice.run(sql);
        }
        assertThat(alice.answered(OTHERS)).containsExactly("1|1");
        alice.commit();
        alice.run(sql);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        alice.run(sql);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        bob.run(AGAIN);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void afterAWriteTheOtherTablesAreServed() throws SQLException {
        alice.run("insert into third values (2)");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        bob.warm(OTHERS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        bob.run(AGAIN);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.answered("select id from third order by id")).containsExactly("1", "2");
        alice.rollback();
        assertThat(bob.served("select id from third")).containsExactly("1");
    }

    @Test
    void whatItsWritesCascadeToIsItsOwn() throws SQLException {
        alice.ask(ITEMS);
        alice.run("update item set id = 9 where id = 1");
        assertThat(alice.answered(OTHERS)).containsExactly("1|9");
        assertThat(alice.answered(ITEMS)).containsExactly("2|pear", "9|apple");
        alice.rollback();
        assertThat(alice.ask(OTHERS)).containsExactly("1|1");
        alice.commit();
    }

    /** It is rolled back, and neither the error nor the driver say so. */
    @Test
    void aRefusedChangeEndsTheSnapshot() throws SQLException {
        for (Client client : List.of(alice, bob)) {
            client.run("set session innodb_snapshot_isolation = on");
        }
        bob.warm(OTHERS);
        bob.warm(FOURTH);
        alice.run("insert into third values (2)");
        alice.ask(ITEMS);
        alice.served(FOURTH);
        alice.served(OTHERS);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThatThrownBy(() -> alice.run("update item set name = 'x' where id = 1"))
                .isInstanceOf(SQLException.class);
        assertThat(alice.answered(FOURTH)).as("takes the next one").containsExactly("1");
        bob.run("insert into other values (2, 2)");
        bob.warm(OTHERS);
        assertThat(alice.answered(OTHERS)).containsExactly("1|1");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void whatFailsFirstLeavesATransactionThatTheDriverDoesNotKnow() throws SQLException {
        Client carol = connected(bareUrl());
        carol.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        carol.begin();
        String fails = "select id, (select id from item) from other";
        for (Client client : List.of(carol, alice)) {
            assertThatThrownBy(() -> client.ask(fails)).isInstanceOf(SQLException.class);
            client.commit();
        }
        bob.run(UPDATE);
        bob.warm(ITEMS);
        for (int time = 1; time <= 3; time++) {
            assertThat(alice.ask(OTHERS)).isEqualTo(carol.ask(OTHERS));
            assertThat(alice.ask(ITEMS)).isEqualTo(carol.ask(ITEMS));
        }
        alice.commit();
    }

    @Test
    void aProcedureMayEndIt() throws SQLException {
        alice.ask(ITEMS);
        alice.run("call ends()");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        alice.commit();
    }

    /** The level is that of the next transaction; the snapshot stays. */
    @Test
    void anotherLevelInTheMiddleIsThatOfTheNext() throws SQLException {
        alice.ask(ITEMS);
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|apple");
        alice.commit();
        assertThat(alice.served(ITEMS)).contains("1|plum");
        alice.commit();
    }

    @Test
    void theLevelOfTheNextDoesNotMakeASnapshotOfThis() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        alice.run("insert into third values (2)");
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.rollback();
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(alice.served(ITEMS)).contains("1|plum");
        alice.commit();
    }
}
