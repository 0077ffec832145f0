package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * When does a transaction of MariaDB at REPEATABLE READ begin to see the past, and when does it stop? Without Larder: these
 * are the facts on which Larder relies.
 */
class MariaDbSnapshotsTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    private Client carol;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    MariaDbSnapshotsTest() {
        super(TestDatabase.MARIADB);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table other (id int primary key, tiny tinyint)",
                "insert into other values (1, 1), (2, 2)",
                "create table loose (id int) engine = MyISAM",
                "insert into loose values (1)",
                "create table watched (id int)",
                "create trigger looks before insert on watched for each row set @v = (select max(id) from other)",
                "create procedure looks() select max(id) from other",
                "create procedure ends() commit");
    }

    @BeforeEach
    void begin() throws SQLException {
        carol = connected(bareUrl());
        carol.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        carol.begin();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "select id from other",
                "select id from other where id = 1",
                "select 1 from other limit 1",
                "select o.id from other o left join loose l on 1 = 0",
                "select l.id from loose l left join other o on 1 = 0",
                "select o.id from loose l right join other o on 1 = 0",
                "select id from other group by id",
                "select distinct 5 from other",
                "select id from other where id in (1, 2) order by tiny limit 1 offset 1",
                "select min(id) from other",
                "select count(*) from other",
                "select id from other where id = 99",
                "start transaction with consistent snapshot",
                "call looks()"
            })
    void whatTakesTheSnapshot(String sql) throws SQLException {
        assertThat(takesSnapshot(sql)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "start transaction",
                "select 1",
                "select id from other where 1 = 0",
                "select id from other where id = null",
                "select id from other limit 0",
                "select count(*) from other where 1 = 0",
                "select 1 union select id from other where 1 = 0",
                "select exists (select id from other where 1 = 0)",
                "select id from other for update",
                "select id from other lock in share mode",
                "insert into other values (7, 7)",
                "insert into other values (7, 7) returning id",
                "update other set tiny = tiny + 1",
                "update other set tiny = (select max(id) from loose)",
                "delete from other where id = 99",
                "delete from other where id in (select id + 50 from loose)",
                "insert into other select id + 10, 1 from loose",
                "replace into other values (1, 3)",
                "savepoint s",
                "set @v = 1",
                "set @v = (select max(id) from other)",
                "insert into watched values (1)",
                "do 1",
                "show tables",
                "explain select id from other",
                "select id from loose",
                "select table_name from information_schema.tables where table_schema = database()"
            })
    void whatTakesNoSnapshot(String sql) throws SQLException {
        assertThat(takesSnapshot(sql)).isFalse();
    }

    private boolean takesSnapshot(String sql) throws SQLException {
        carol.run(sql);
        truth.run(UPDATE);
        return carol.ask(ITEMS).contains("1|apple");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "savepoint s; rollback to s",
                "savepoint s; insert into other values (7, 7); rollback to s",
                "insert into other values (7, 7)",
                "set session transaction isolation level read committed",
                "set session transaction read only",
                "set lock_wait_timeout = 100",
                "select id from other for update",
                "show tables",
                "lock tables watched write!",
                "unlock tables",
                "analyze table watched!",
                "flush tables!",
                "call ends()!",
                "begin!",
                "set autocommit = 1!",
                "create table third (id int)!",
                "create temporary table third (id int)",
                "truncate watched!",
                "commit and chain!",
                "rollback and chain!"
            })
    void whatEndsTheSnapshot(String statements) throws SQLException {
        boolean ends = statements.endsWith("!");
        carol.ask(ITEMS);
        truth.run(UPDATE);
        for (String sql : statements.replace("!", "").split(";")) {
            carol.run(sql);
        }
        if (statements.startsWith("lock")) {
            carol.run("unlock tables");
        }
        assertThat(carol.ask(ITEMS)).contains(ends ? "1|plum" : "1|apple");
    }

    @Test
    void aChangeOfARowThatChangedSinceIsMadeOnTheNewRow() throws SQLException {
        carol.run("set session innodb_snapshot_isolation = off");
        carol.ask(ITEMS);
        truth.run(UPDATE);
        carol.run("update item set name = concat(name, '!') where id = 1");
        assertThat(carol.ask(ITEMS)).contains("1|plum!");
    }

    /** With innodb_snapshot_isolation, the default from MariaDB 11.6.2. */
    @Test
    void aRefusedChangeOfARowThatChangedSinceEndsTheTransaction() throws SQLException {
        carol.run("set session innodb_snapshot_isolation = on");
        carol.run("insert into other values (7, 7)");
        carol.ask(ITEMS);
        truth.run(UPDATE);
        assertThatThrownBy(() -> carol.run("update item set name = concat(name, '!') where id = 1"))
                .isInstanceOf(SQLException.class);
        assertThat(carol.ask(ITEMS)).contains("1|plum");
        assertThat(carol.ask("select id from other")).doesNotContain("7");
    }

    @Test
    void anErrorOfOneStatementDoesNotEndTheSnapshot() throws SQLException {
        carol.ask(ITEMS);
        truth.run(UPDATE);
        assertThatThrownBy(() -> carol.run("insert into other values (1, 1)")).isInstanceOf(SQLException.class);
        assertThat(carol.ask(ITEMS)).contains("1|apple");
    }
}
