package io.larder.integration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;

/** One thing that may happen to Alice's transaction. To add one, add a constant. */
@SuppressWarnings("ImmutableEnumChecker") // Its actions have no state.
enum OrderStep {
    AUTOCOMMIT_OFF(session -> session.alice.connection.setAutoCommit(false)),
    AUTOCOMMIT_ON(session -> session.alice.connection.setAutoCommit(true)),
    WRITE(session -> session.alice.run("update item set name = '" + session.nextName() + "' where id = 1")),
    READ(session -> session.note(session.alice.ask(Histories.ITEMS))),
    COMMIT(session -> session.alice.commit()),
    ROLLBACK(session -> session.alice.rollback()),
    SAVEPOINT(session -> session.savepoint = session.alice.connection.setSavepoint()),
    BACK(session -> session.alice.connection.rollback(session.savepoint())),
    BEGIN(session -> session.alice.run("begin")),
    END(session -> session.alice.run("commit")),
    /** Of another row, so that nobody waits for anybody. */
    OTHERS_WRITE(session -> session.bob.run("update item set name = '" + session.nextName() + "' where id = 2")),

    RELEASE(session -> session.alice.connection.releaseSavepoint(session.savepoint())),
    TEXT_ROLLBACK(session -> session.alice.run("rollback")),
    TEXT_SAVEPOINT(session -> session.alice.run("savepoint s")),
    TEXT_BACK(session -> session.alice.run("rollback to savepoint s")),
    TEXT_RELEASE(session -> session.alice.run("release savepoint s")),
    COMMIT_AND_CHAIN(session -> session.alice.run("commit and chain")),
    ROLLBACK_AND_CHAIN(session -> session.alice.run("rollback and chain")),
    BEGIN_REPEATABLE(session -> session.alice.run("begin isolation level repeatable read")),
    START_READ_ONLY(session -> session.alice.run("start transaction read only")),
    START_WITH_SNAPSHOT(session -> session.alice.run("start transaction with consistent snapshot")),
    NEXT_REPEATABLE(session -> session.alice.run("set transaction isolation level repeatable read")),
    NEXT_COMMITTED(session -> session.alice.run("set transaction isolation level read committed")),
    ALL_REPEATABLE(
            session -> session.alice.run("set session characteristics as transaction isolation level repeatable read")),
    SESSION_REPEATABLE(session -> session.alice.run("set session transaction isolation level repeatable read")),
    VARIABLE_REPEATABLE(session -> session.alice.run("set session tx_isolation = 'REPEATABLE-READ'")),
    VARIABLE_COMMITTED(session -> session.alice.run("set session transaction_isolation = 'READ-COMMITTED'")),
    DEFAULT_REPEATABLE(session -> session.alice.run("set default_transaction_isolation to 'repeatable read'")),
    DEFAULT_COMMITTED(session -> session.alice.run("set default_transaction_isolation to 'read committed'")),
    REPEATABLE(session -> session.alice.connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ)),
    COMMITTED(session -> session.alice.connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED)),
    READ_ONLY(session -> session.alice.connection.setReadOnly(true)),
    READ_WRITE(session -> session.alice.connection.setReadOnly(false)),
    FAIL(session -> session.alice.run("insert into item values (1, 'twice')")),
    FAIL_TO_READ(session -> session.alice.ask("select id, (select id from item) from extra")),
    LOCK_ROW(session -> session.note(session.alice.ask("select name from item where id = 1 for update"))),
    EMPTY_READ(session -> session.note(session.alice.ask("select id from extra where 1 = 0"))),
    NO_TABLE(session -> session.note(session.alice.ask("select 1"))),
    CREATE(session -> session.alice.run("create table more (id int)")),
    DROP(session -> session.alice.run("drop table more")),
    TRUNCATE(session -> session.alice.run("truncate table extra")),
    ANALYZE(session -> session.alice.run("analyze table extra")),
    LOCK_TABLES(session -> session.alice.run("lock tables item write")),
    UNLOCK_TABLES(session -> session.alice.run("unlock tables")),
    AUTOCOMMIT_ON_BY_TEXT(session -> session.alice.run("set autocommit = 1")),
    AUTOCOMMIT_OFF_BY_TEXT(session -> session.alice.run("set autocommit = 0")),
    CLOSE(Orders::reconnect);

    /** What happens, on the bare driver or through Larder. */
    interface Action {
        void take(Orders session) throws SQLException;
    }

    private final Action action;

    OrderStep(Action action) {
        this.action = action;
    }

    void take(Orders session) throws SQLException {
        action.take(session);
    }

    /** Returns the steps of which all orders are tried. */
    static List<OrderStep> essential() {
        return List.copyOf(EnumSet.range(AUTOCOMMIT_OFF, END));
    }

    /** Returns the steps of which all orders are tried at REPEATABLE READ. */
    static List<OrderStep> ofSnapshots() {
        return List.of(AUTOCOMMIT_OFF, BEGIN, WRITE, READ, COMMIT, OTHERS_WRITE, NO_TABLE, EMPTY_READ);
    }

    /** Returns the steps that mean something to a database; those that it refuses fail transactions for nothing. */
    static List<OrderStep> of(TestDatabase database) {
        List<OrderStep> not = switch (database) {
            case POSTGRESQL ->
                List.of(
                        START_WITH_SNAPSHOT,
                        SESSION_REPEATABLE,
                        VARIABLE_REPEATABLE,
                        VARIABLE_COMMITTED,
                        ANALYZE,
                        LOCK_TABLES,
                        UNLOCK_TABLES,
                        AUTOCOMMIT_ON_BY_TEXT,
                        AUTOCOMMIT_OFF_BY_TEXT);
            case H2 ->
                List.of(
                        BEGIN_REPEATABLE,
                        START_READ_ONLY,
                        START_WITH_SNAPSHOT,
                        NEXT_REPEATABLE,
                        NEXT_COMMITTED,
                        SESSION_REPEATABLE,
                        VARIABLE_REPEATABLE,
                        VARIABLE_COMMITTED,
                        DEFAULT_REPEATABLE,
                        DEFAULT_COMMITTED,
                        LOCK_TABLES,
                        UNLOCK_TABLES);
            case MARIADB ->
                List.of(BEGIN_REPEATABLE, ALL_REPEATABLE, DEFAULT_REPEATABLE, DEFAULT_COMMITTED, LOCK_TABLES);
        };
        return List.of(values()).stream().filter(step -> !not.contains(step)).toList();
    }
}
