package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What MariaDB does in its own way: transactions that end unnoticed, settings, triggers, engines. */
class MariaDbHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";
    private static final String LINES = "select id, item from line order by id";

    MariaDbHistoriesTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table line (id int primary key, item int,"
                        + " foreign key (item) references item (id) on delete cascade on update cascade)",
                "insert into line values (10, 1), (20, 2)",
                "create table log (entry varchar(9))",
                "create table event (at timestamp, price decimal(9, 2), note varchar(9))",
                "insert into event values ('2024-06-01 12:00:00', 10, 'a'), ('2024-06-02 12:00:00', 3, 'B')",
                "create table loose (id int) engine = MyISAM");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "start transaction",
                "begin",
                "create table third (id int)",
                "create or replace view seen as select 1",
                "truncate table log",
                "lock tables log write",
                "set autocommit = 1",
                "analyze table log",
                "flush tables",
                "alter table log add column more int"
            })
    void whatCommitsWithoutACommitIsSeen(String commits) throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.run(commits);
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("1|plum");
        alice.run("rollback");
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void afterADeadlockTheTransactionGoesOn() throws Exception {
        alice.run("begin");
        alice.run(UPDATE);
        bob.begin();
        // Who has written less gives way.
        bob.run("insert into log values ('weight'), ('weight'), ('weight')");
        bob.run("update item set name = 'b' where id = 2");
        CompletableFuture<Integer> blocked = Meanwhile.start(() -> bob.run("update item set name = 'b' where id = 1"));
        Meanwhile.until(
                "bob waits for alice",
                () -> truth.ask("select info from information_schema.processlist where state = 'Updating'")
                        .contains("update item set name = 'b' where id = 1"));
        assertThatThrownBy(() -> alice.run("update item set name = 'a' where id = 2"))
                .isInstanceOf(SQLException.class);
        Meanwhile.end(blocked);
        bob.rollback();
        Client carol = client();
        carol.warm(ITEMS);
        alice.run("update item set name = 'after' where id = 1");
        assertThat(carol.served(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("1|apple");
        assertThat(alice.answered(ITEMS)).contains("1|after");
        alice.run("commit");
        assertThat(carol.answered(ITEMS)).contains("1|after");
    }

    @Test
    void aWriteAfterAStatementThatCommittedAndFailedIsSeen() throws SQLException {
        alice.run("begin");
        alice.run(UPDATE);
        assertThatThrownBy(() -> alice.run("create table item (id int)")).isInstanceOf(SQLException.class);
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        bob.warm(ITEMS);
        // The error did not say that the transaction is over: this one commits itself.
        alice.run("update item set name = 'after' where id = 1");
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("1|after");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set transaction isolation level read uncommitted",
                "set @@tx_isolation = 'READ-UNCOMMITTED'",
                "set @@transaction_isolation = 'READ-UNCOMMITTED'"
            })
    void whatOneStatementSeesOfWhatIsNotCommittedIsNotServed(String dirty) throws SQLException {
        bob.begin();
        bob.run(UPDATE);
        alice.run(dirty);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        bob.rollback();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(client().ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aSnapshotIsTakenByTheFirstReadAndNotByAWrite() throws SQLException {
        alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        bob.warm(ITEMS);
        alice.begin();
        alice.run("insert into log values ('first')");
        bob.run(UPDATE);
        bob.warm(ITEMS);
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        bob.run("update item set name = 'fig' where id = 1");
        bob.warm(ITEMS);
        assertThat(alice.ask(ITEMS)).contains("1|plum");
        alice.commit();
        assertThat(alice.ask(ITEMS)).contains("1|fig");
        alice.commit();
    }

    @Test
    void aTableThatKnowsNoTransactionsIsNotServed() throws SQLException {
        bob.ask("select id from loose");
        bob.answered("select id from loose");
        alice.begin();
        alice.run("insert into loose values (1)");
        assertThat(bob.ask("select id from loose")).containsExactly("1");
        alice.rollback();
        assertThat(bob.ask("select id from loose")).containsExactly("1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "set time_zone = '+09:00' ! select at from event order by 1",
                "set sql_mode = 'ANSI_QUOTES' ! select \"note\" from event",
                "set sql_mode = 'PIPES_AS_CONCAT' ! select note || note from event order by at",
                "set sql_mode = 'ORACLE' ! select note || note from event order by at",
                "set sql_mode = 'PAD_CHAR_TO_FULL_LENGTH' ! select note from event order by at",
                "set sql_select_limit = 1 ! select note from event order by at",
                "set collation_connection = utf8mb4_bin ! select id from item where concat('', 'APPLE') = 'apple'",
                "set names utf8mb4 collate utf8mb4_bin ! select id from item where 'A' = 'a'",
                "set group_concat_max_len = 4 ! select group_concat(name order by id) from item",
                "set div_precision_increment = 1 ! select price / 3 from event order by at",
                "set session max_sort_length = 64 ! select name from item order by name",
                "set old_mode = 'UTF8_IS_UTF8MB3' ! select id from item order by id",
                "set sql_auto_is_null = 1 ! select id from item where id is null",
                "set @@session.sql_mode = 'NO_UNSIGNED_SUBTRACTION' ! select id from item order by id",
                "set statement sql_mode = '' for select 1 ! select id from item order by id"
            })
    void aSettingThatChangesTheAnswerChangesTheAnswer(String setting, String sql) throws SQLException {
        alice.ask(sql);
        alice.ask(sql);
        alice.run(setting);
        truth.run(setting);
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
        assertThat(bob.ask(sql)).isEqualTo(connected(bareUrl()).ask(sql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select @v from item where id = 1",
                "select id, @v := @v + 1 from item",
                "select last_insert_id() from item",
                "select found_rows() from item",
                "select row_count() from item",
                "select sql_calc_found_rows id from item limit 1",
                "select connection_id() from item",
                "select @@session.rand_seed1 from item",
                "select /*! straight_join */ id from item",
                "select /*M!100100 straight_join */ id from item",
                "select id from item order by rand()",
                "select uuid() from item",
                "select sleep(0) from item",
                "select get_lock('larder', 0) from item",
                "select id from item lock in share mode",
                "select id from item for update nowait",
                "select current_user() from item",
                "select unix_timestamp() from item",
                "select id from item for system_time as of now()"
            })
    void whatDependsOnMoreThanTablesIsNeverServed(String sql) throws SQLException {
        alice.run("set @v = 1");
        for (int time = 1; time <= 3; time++) {
            long hits = alice.cache().hits();
            try {
                alice.ask(sql);
            } catch (SQLException refused) {
                assertThatThrownBy(() -> truth.ask(sql)).hasSameClassAs(refused);
            }
            assertThat(alice.cache().hits()).isEqualTo(hits);
        }
    }

    @Test
    void cascadesAreSeen() throws SQLException {
        bob.warm(LINES);
        alice.run("update item set id = 3 where id = 1");
        assertThat(bob.answered(LINES)).containsExactly("10|3", "20|2");
        bob.warm(LINES);
        alice.run("replace into item values (3, 'fig')");
        assertThat(bob.answered(LINES)).isEqualTo(truth.ask(LINES)).containsExactly("20|2");
        bob.warm(LINES);
        alice.run("delete from item where id = 2");
        assertThat(bob.answered(LINES)).isEmpty();
    }

    @Test
    void aTriggerThatWritesElsewhereIsSeen() throws SQLException {
        alice.run("create trigger logged after update on item for each row insert into log values ('fired')");
        bob.warm("select entry from log");
        alice.run(UPDATE);
        assertThat(bob.answered("select entry from log")).containsExactly("fired");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void aTriggerThatTheWriterMayNotSeeIsSeen() throws SQLException {
        truth.run("create trigger logged after update on item for each row insert into log values ('fired')");
        String database = truth.ask("select database()").get(0);
        String user = "w" + database.substring(database.length() - 12);
        try (Client administrator =
                Client.connect(io.larder.testservers.TestServers.mariadb().jdbcUrl())) {
            administrator.run("create user " + user + "@'%' identified by 'larder'");
            administrator.run("grant select, update on " + database + ".item to " + user + "@'%'");
        }
        Client writer = connected(larderUrl().replace("user=" + database, "user=" + user));
        bob.warm("select entry from log");
        writer.warm(ITEMS);
        writer.run(UPDATE);
        assertThat(bob.answered("select entry from log")).containsExactly("fired");
    }

    @Test
    void routinesAndViewsThatWriteAreSeen() throws SQLException {
        alice.run("create function add_log() returns int modifies sql data"
                + " begin insert into log values ('called'); return 1; end");
        alice.run("create view writing as select add_log() as one");
        alice.run("create procedure write_log() insert into log values ('proc')");
        String entries = "select count(*) from log";
        int expected = 0;
        for (String sql : List.of(
                "select add_log() from item where id = 1",
                "select one from writing",
                "call write_log()",
                "begin not atomic insert into log values ('block'); end",
                "execute immediate 'insert into log values (''now'')'")) {
            bob.ask(entries);
            bob.ask(entries);
            alice.run(sql);
            expected++;
            assertThat(bob.ask(entries)).as(sql).containsExactly("" + expected);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into item values (1, 'fig') on duplicate key update name = 'fig'",
                "replace into item values (1, 'fig')",
                "replace into item set id = 1, name = 'fig'",
                "update item, log set item.name = 'fig'",
                "update item join line on line.item = item.id set item.name = 'fig'",
                "delete item from item join line on line.item = item.id where line.id = 10",
                "delete from item using item join line where line.item = item.id and line.id = 10",
                "insert item values (9, 'fig')",
                "insert into item set id = 9, name = 'fig'",
                "insert ignore into item values (1, 'x'), (9, 'fig')",
                "insert into item values (9, 'fig') returning id",
                "delete from item where id = 1 returning name",
                "update item set name = 'fig' order by id limit 1",
                "update `item` set `name` = 'fig'",
                "update item set name = \"fig\"",
                "update item # comment\n set name = 'fig'",
                "/*! update item set name = 'fig' */",
                "with i as (select 1) select * from i; update item set name = 'fig'",
                "set statement max_statement_time = 9 for update item set name = 'fig'",
                "rename table item to old_item, log to item, old_item to log"
            })
    void everyWriteOfMariaDbIsSeen(String sql) throws SQLException {
        truth.run("insert into log values ('x')");
        Client carol = client("allowMultiQueries", "true");
        carol.run("create table settled (id int)");
        bob.warm(ITEMS);
        carol.run(sql);
        List<String> now;
        try {
            now = truth.ask(ITEMS);
        } catch (SQLException gone) {
            assertThatThrownBy(() -> bob.ask(ITEMS)).isInstanceOf(SQLException.class);
            return;
        }
        assertThat(bob.answered(ITEMS)).isEqualTo(now).isNotEqualTo(List.of("1|apple", "2|pear"));
    }

    @Test
    void globalTransactionsAreKeptApartUntilTheyAreCommitted() throws SQLException {
        alice.run("xa start 'larder'");
        alice.run(UPDATE);
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.run("xa end 'larder'");
        alice.run("xa prepare 'larder'");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        alice.run("xa commit 'larder'");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
    }

    @ParameterizedTest
    @ValueSource(strings = {"do 1", "flush status"})
    void aTemporaryTableHidesTheTable(String afterwards) throws SQLException {
        alice.warm(ITEMS);
        alice.run("create temporary table item (id int, name varchar(9))");
        alice.run(afterwards);
        assertThat(alice.ask(ITEMS)).isEmpty();
        alice.run("insert into item values (7, 'mine')");
        assertThat(alice.ask(ITEMS)).containsExactly("7|mine");
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.run("drop temporary table item");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aTableThatIsNotLockedIsRefused() throws SQLException {
        alice.warm(ITEMS);
        alice.run("lock tables log read");
        assertThatThrownBy(() -> alice.ask(ITEMS)).isInstanceOf(SQLException.class);
        alice.run("unlock tables");
        assertThat(alice.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void whatIsCompletedByTheClockIsAskedAgain() throws SQLException {
        alice.run(
                "create table opening (tm time, at datetime, age int as (year(now())) virtual, twice int as (2 * 3) virtual)");
        alice.run("insert into opening (tm, at) values ('08:00:00', '2024-01-01')");
        alice.run("create table computed (a int, b int as (a + 1) virtual, c varchar(20) as (concat(a, 'x')) virtual)");
        alice.run("insert into computed (a) values (1)");
        for (String sql : List.of("select tm from opening where tm > at", "select age from opening")) {
            alice.ask(sql);
            alice.answered(sql);
        }
        alice.warm("select a, b, c from computed");
    }

    @Test
    void anotherDatabaseIsAnotherTable() throws SQLException {
        String other = TestDatabase.MARIADB.create();
        Client there = connected(other);
        there.run("create table item (id int, name varchar(9))");
        there.run("insert into item values (1, 'there')");
        String url = io.larder.testservers.TestServers.mariadb().jdbcUrl();
        Client carol = connected(TestDatabase.withLarder(url));
        String here = truth.ask("select database()").get(0);
        carol.run("use " + here);
        assertThat(carol.ask(ITEMS)).contains("1|apple");
        carol.connection.setCatalog(there.ask("select database()").get(0));
        assertThat(carol.ask(ITEMS)).containsExactly("1|there");
        carol.connection.setCatalog(here);
        assertThat(carol.ask(ITEMS)).contains("1|apple");
    }
}
