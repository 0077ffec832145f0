package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.api.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What H2 does in its own way: sessions, DDL that commits, triggers and functions in Java. */
class H2HistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    H2HistoriesTest() {
        super(TestDatabase.H2);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create schema annex",
                "create table annex.item (id int, name varchar(9))",
                "insert into annex.item values (1, 'annex')",
                "create table line (id int, item int references item on delete cascade on update cascade)",
                "insert into line values (10, 1), (20, 2)",
                "create table log (entry varchar(9))",
                "create table event (at timestamp with time zone)",
                "insert into event values (timestamp with time zone '2024-06-01 12:00:00+00')");
    }

    /** Writes to another table whenever items are updated. */
    public static final class Logging implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into log values ('fired')");
            }
        }
    }

    /** Functions of the database, called by its queries. */
    public static final class Functions {
        private Functions() {}

        public static int addItem(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate("insert into item select max(id) + 1, 'fig' from item");
            }
        }
    }

    /** H2 completes a time of day with today's date where a timestamp is wanted. */
    @Test
    void aTimeOfDayIsAskedAgain() throws SQLException {
        alice.run("create table opening (tm time, ts timestamp)");
        alice.run("insert into opening values (time '08:00:00', null)");
        for (String sql : List.of(
                "select cast(coalesce(ts, tm) as varchar) from opening",
                "select id from item where time '08:00:00' < timestamp '2024-01-01 00:00:00'")) {
            alice.ask(sql);
            alice.answered(sql);
        }
    }

    @Test
    void aWriteOnAClosedConnectionIsNoOutage() throws SQLException {
        bob.warm(ITEMS);
        Statement statement = alice.connection.createStatement();
        alice.connection.close();
        assertThatThrownBy(() -> statement.executeUpdate(UPDATE)).isInstanceOf(SQLException.class);
        bob.served(ITEMS);
    }

    @Test
    void anotherSchemaIsAnotherTable() throws SQLException {
        alice.warm(ITEMS);
        alice.run("set schema annex");
        assertThat(alice.answered(ITEMS)).containsExactly("1|annex");
        assertThat(bob.served(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.connection.setSchema("PUBLIC");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.connection.setSchema("ANNEX");
        assertThat(alice.ask(ITEMS)).containsExactly("1|annex");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "set time zone 'Asia/Tokyo' ! select cast(at as varchar(40)) from event",
                "set time zone 'Asia/Tokyo' ! select cast(at as timestamp) from event",
                "set mode MySQL ! select id / 2 from item order by id",
                "set ignorecase true ! select name from item where name = 'APPLE'",
                "set mode PostgreSQL ! select cast(name as char(9)) from item order by id"
            })
    void aSettingThatChangesTheAnswerChangesTheAnswer(String setting, String sql) throws SQLException {
        alice.ask(sql);
        alice.ask(sql);
        alice.run(setting);
        truth.run(setting);
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
    }

    @Test
    void temporaryTablesOfOneNameAreKeptApart() throws SQLException {
        for (Client client : List.of(alice, bob)) {
            String name = client == alice ? "alice" : "bob";
            client.run("create local temporary table scratch (name varchar(9))");
            client.run("insert into scratch values ('" + name + "')");
            assertThat(client.ask("select name from scratch")).containsExactly(name);
            assertThat(client.ask("select name from scratch")).containsExactly(name);
        }
        assertThat(alice.ask("select name from scratch")).containsExactly("alice");
    }

    @Test
    void aSchemaChangeCommitsWhatWasWrittenBefore() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        alice.run("create table third (id int)");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        alice.rollback();
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(alice.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void cascadesAreSeen() throws SQLException {
        String lines = "select id, item from line order by id";
        bob.warm(lines);
        alice.run("update item set id = 3 where id = 1");
        assertThat(bob.answered(lines)).containsExactly("10|3", "20|2");
        bob.warm(lines);
        alice.run("delete from item where id = 3");
        assertThat(bob.answered(lines)).containsExactly("20|2");
    }

    @Test
    void aTriggerThatWritesElsewhereIsSeen() throws SQLException {
        alice.run("create trigger logged after update on item for each row call '" + Logging.class.getName() + "'");
        bob.warm("select entry from log");
        alice.run(UPDATE);
        assertThat(bob.answered("select entry from log")).containsExactly("fired");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aFunctionThatWritesRunsEachTimeAndIsSeen() throws SQLException {
        alice.run("create alias add_item for '" + Functions.class.getName() + ".addItem'");
        for (int size = 3; size <= 5; size++) {
            bob.ask(ITEMS);
            bob.ask(ITEMS);
            assertThat(alice.answered("select add_item() from item where id = 1"))
                    .containsExactly("1");
            assertThat(bob.ask(ITEMS)).hasSize(size);
            alice.run("call add_item()");
            alice.run("delete from item where id = (select max(id) from item)");
            assertThat(bob.ask(ITEMS)).hasSize(size);
        }
    }

    @Test
    void aDeltaTableOfAWriteRunsEachTimeAndIsSeen() throws SQLException {
        bob.warm(ITEMS);
        String sql = "select id from final table (insert into item select max(id) + 1, 'fig' from item)";
        assertThat(alice.answered(sql)).containsExactly("3");
        assertThat(alice.answered(sql)).containsExactly("4");
        assertThat(bob.ask(ITEMS)).hasSize(4);
    }

    @Test
    void severalStatementsOfOneTextAreSeen() throws SQLException {
        bob.warm(ITEMS);
        alice.run("select 1; " + UPDATE);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        alice.run("insert into item values (3, 'fig'); delete from item where id = 2");
        assertThat(bob.answered(ITEMS)).containsExactly("1|plum", "3|fig");
    }

    @Test
    void scriptsAreSeen() throws SQLException {
        bob.warm(ITEMS);
        alice.run("execute immediate 'update item set name = ''plum'' where id = 1'");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void variablesAndSequencesAreNeverServed() throws SQLException {
        alice.run("create sequence numbers");
        assertThat(alice.answered("select next value for numbers")).containsExactly("1");
        assertThat(alice.answered("select next value for numbers from item where id = 1"))
                .containsExactly("2");
        assertThat(alice.answered("select next value for numbers from item where id = 1"))
                .containsExactly("3");
        for (String value : List.of("1", "2")) {
            alice.run("set @v = " + value);
            assertThat(alice.ask("select @v from item where id = 1")).containsExactly(value);
        }
    }

    @Test
    void aReadOfWhatIsNotCommittedIsNotServedToOthers() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        bob.begin();
        bob.run(UPDATE);
        alice.ask(ITEMS);
        alice.ask(ITEMS);
        bob.rollback();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(client().ask(ITEMS)).contains("1|apple");
    }
}
