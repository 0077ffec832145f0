package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What code of users writes is asked of the database before it is committed: it is seen where it was written, and answers
 * about other tables survive.
 */
class ExactWritesTest extends Histories {
    private static final String LOG = "select text from log order by text";
    private static final String OTHER = "select id from other";

    /** Statements that write into the log, one way or another. */
    private static final List<String> WITHOUT_TRANSACTION = List.of(
            "insert into watched (name) values ('a')",
            "update watched set name = 'b'",
            "delete from watched",
            "insert into watched (name) values ('a') returning id",
            "insert into ruled values (1)",
            "insert into shown values (7)",
            "select log_it('select')",
            "select log_it(name) from watched",
            "select dynamic('log')",
            "select outer_one()",
            "select excepting()",
            "select careful()",
            "select one from logging_view",
            "with w as (select log_it('with') as one) select one from w",
            "with w as (insert into log values ('cte') returning text) select text from w",
            "merge into parent using (select dynamic('log') as one offset 0) m on parent.id = m.one when matched then do nothing",
            "merge into watched using other on false when not matched then insert (name) values ('merge')",
            "insert into watched (name) values ('a') on conflict (id) do update set name = 'c'",
            "(select log_it('parenthesis'))",
            "values (log_it('values'))",
            "explain analyze select log_it('explain')");

    /** The same for what is only known not to commit inside a transaction. */
    private static final List<String> IN_TRANSACTION = List.of(
            "do $$ begin perform log_it('do'); end $$",
            "do $$ begin execute 'insert into log values (''do'')'; end $$",
            "call log_by_call()");

    ExactWritesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create table log (text text)",
                "create table \"Quoted \"\"Log\" (text text)",
                "create table other (id int)",
                "insert into other values (1)",
                "create function log_it(what text) returns int language sql as"
                        + " $$ insert into log values (what) returning 1 $$",
                "create function logging() returns trigger language plpgsql as"
                        + " $$ begin perform log_it(tg_table_name); return new; end $$",
                "create table watched (id serial primary key, name text)",
                "insert into watched values (0, 'old')",
                "create trigger logged before insert or update or delete on watched"
                        + " for each row execute function logging()",
                "create table ruled (id int)",
                "create rule logged as on insert to ruled do also insert into log values ('rule')",
                "create view shown as select id from other",
                "create function instead() returns trigger language plpgsql as"
                        + " $$ begin perform log_it('instead'); return new; end $$",
                "create trigger shown_instead instead of insert on shown for each row execute function instead()",
                "create function dynamic(name text) returns int language plpgsql as"
                        + " $$ begin execute format('insert into %I values (''dynamic'')', name); return 1; end $$",
                "create function outer_one() returns int language sql as $$ select dynamic('log') $$",
                "create function excepting() returns int language plpgsql as"
                        + " $$ begin begin perform log_it('inner'); perform 1 / 0; exception when others then"
                        + " perform log_it('handler'); end; return 1; end $$",
                "create function careful() returns int language plpgsql as"
                        + " $$ begin begin perform log_it('inner'); exception when others then null; end;"
                        + " return 1; end $$",
                "create function nothing() returns bigint language sql as $$ select count(*) from other $$",
                "create procedure log_by_call() language sql as $$ insert into log values ('call') $$",
                "create table parts (id int, text text) partition by list (id)",
                "create table part1 partition of parts for values in (1)",
                "create table part2 partition of parts for values in (2)",
                "create trigger logged after insert on part1 for each row execute function logging()",
                "create function part_insert() returns int language sql as"
                        + " $$ insert into parts values (2, 'two') returning 1 $$",
                "create table parent (id int primary key)",
                "create table child (id int references parent on delete cascade, text text)",
                "insert into parent values (1)",
                "insert into child values (1, 'child')",
                "create function forget() returns int language sql as $$ delete from parent returning 1 $$",
                "create view logging_view as select log_it('view') as one");
    }

    @Test
    void whatAStatementWritesIsSeenAndOtherAnswersSurvive() throws SQLException {
        for (String sql : WITHOUT_TRANSACTION) {
            warm();
            long asked = alice.cache().writeSetsAsked();
            alice.run(sql);
            assertThat(alice.cache().writeSetsAsked()).as(sql).isEqualTo(asked + 1);
            assertThat(bob.answered(LOG)).as(sql).isEqualTo(truth.ask(LOG)).isNotEmpty();
            assertThat(bob.served(LOG)).as(sql).isEqualTo(truth.ask(LOG));
            assertThat(bob.served(OTHER)).as(sql).containsExactly("1");
            assertThat(alice.connection.getAutoCommit()).as(sql).isTrue();
            assertThat(idleInTransaction()).as(sql).isEmpty();
        }
    }

    @Test
    void whatATransactionWritesIsSeenAndOtherAnswersSurvive() throws SQLException {
        List<String> all = new ArrayList<>(WITHOUT_TRANSACTION);
        all.addAll(IN_TRANSACTION);
        for (String sql : all) {
            warm();
            alice.begin();
            alice.run(sql);
            assertThat(bob.served(LOG)).as(sql).isEmpty();
            assertThat(alice.answered(LOG)).as(sql).isNotEmpty();
            assertThat(alice.answered(OTHER)).as(sql).containsExactly("1");
            alice.commit();
            assertThat(bob.answered(LOG)).as(sql).isEqualTo(truth.ask(LOG)).isNotEmpty();
            assertThat(bob.served(OTHER)).as(sql).containsExactly("1");
            alice.connection.setAutoCommit(true);
        }
    }

    @Test
    void aCommitByTextAsksToo() throws SQLException {
        for (String commit : List.of("commit", "end", "commit and chain")) {
            warm();
            alice.run("begin");
            alice.run("select log_it('text')");
            alice.run(commit);
            assertThat(bob.answered(LOG)).as(commit).containsExactly("text");
            assertThat(bob.served(OTHER)).as(commit).containsExactly("1");
        }
        alice.run("commit");
    }

    @Test
    void switchingAutoCommitOnAsksToo() throws SQLException {
        warm();
        alice.begin();
        alice.run("select log_it('switch')");
        alice.connection.setAutoCommit(true);
        assertThat(bob.answered(LOG)).containsExactly("switch");
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void whatOnlyReadsOutdatesNothing() throws SQLException {
        warm();
        assertThat(alice.ask("select nothing()")).containsExactly("1");
        assertThat(bob.served(OTHER)).containsExactly("1");
        assertThat(bob.served(LOG)).isEmpty();
    }

    @Test
    void whatIsRolledBackOutdatesNothing() throws SQLException {
        warm();
        alice.begin();
        alice.run("select log_it('rolled back')");
        alice.rollback();
        assertThat(bob.served(LOG)).isEmpty();
        assertThat(alice.served(LOG)).isEmpty();
    }

    @Test
    void aSavepointThatIsRolledBackTakesItsTablesWithIt() throws SQLException {
        warm();
        alice.begin();
        var savepoint = alice.connection.setSavepoint();
        alice.run("select log_it('rolled back')");
        alice.connection.rollback(savepoint);
        alice.run("select dynamic('Quoted \"Log')");
        alice.commit();
        assertThat(bob.served(LOG)).isEmpty();
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void aTableWithQuotesInItsNameIsRecognised() throws SQLException {
        String query = "select text from \"Quoted \"\"Log\"";
        warm();
        bob.warm(query);
        alice.run("select dynamic('Quoted \"Log')");
        assertThat(bob.answered(query)).containsExactly("dynamic");
        assertThat(bob.served(LOG)).isEmpty();
    }

    @Test
    void provenWritesOfTheTransactionStay() throws SQLException {
        warm();
        bob.warm(ITEMS);
        alice.begin();
        alice.run("select log_it('both')");
        alice.run("update item set name = 'plum' where id = 1");
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.answered(LOG)).containsExactly("both");
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void whatCascadesInAFunctionIsSeen() throws SQLException {
        String query = "select text from child";
        warm();
        bob.warm(query);
        alice.run("select forget()");
        assertThat(bob.answered(query)).isEmpty();
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void aPartitionIsSeenByItsOwnName() throws SQLException {
        warm();
        String leaf = "select text from part2";
        String root = "select text from parts";
        bob.ask(leaf);
        bob.ask(root);
        alice.run("select part_insert()");
        assertThat(bob.ask(leaf)).containsExactly("two");
        assertThat(bob.ask(root)).containsExactly("two");
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void aBatchInATransactionAsksAtItsEnd() throws SQLException {
        warm();
        alice.begin();
        try (Statement batch = alice.connection.createStatement()) {
            batch.addBatch("insert into watched (name) values ('a')");
            batch.addBatch("insert into ruled values (1)");
            batch.executeBatch();
        }
        alice.commit();
        assertThat(bob.answered(LOG)).containsExactly("rule", "watched");
        assertThat(bob.served(OTHER)).containsExactly("1");
    }

    @Test
    void aBatchWithoutATransactionIsSeen() throws SQLException {
        warm();
        try (Statement batch = alice.connection.createStatement()) {
            batch.addBatch("insert into watched (name) values ('a')");
            batch.addBatch("insert into ruled values (1)");
            batch.executeBatch();
        }
        assertThat(bob.answered(LOG)).containsExactly("rule", "watched");
    }

    private List<String> idleInTransaction() throws SQLException {
        return truth.ask("select pid from pg_stat_activity where datname = current_database()"
                + " and state like 'idle in transaction%'");
    }

    private void warm() throws SQLException {
        alice.run("delete from log");
        bob.warm(LOG);
        bob.warm(OTHER);
    }
}
