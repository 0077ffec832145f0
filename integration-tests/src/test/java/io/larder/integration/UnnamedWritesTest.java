package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.CallableStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements that write without looking like it. Each is run every time, and what it writes is seen. */
class UnnamedWritesTest extends Histories {
    UnnamedWritesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create function add_item() returns int language sql as"
                        + " $$ insert into item select max(id) + 1, 'fig' from item returning id $$",
                "create function pretends() returns int language plpgsql immutable as"
                        + " $$ begin return add_item(); end $$",
                "create procedure add_item_by_call() language sql as"
                        + " $$ insert into item select max(id) + 1, 'fig' from item $$",
                "create procedure add_and_commit() language plpgsql as"
                        + " $$ begin insert into item select max(id) + 1, 'fig' from item; commit; end $$",
                "create function plus(int, int) returns int language sql as $$ select $1 + add_item() $$",
                "create operator @+@ (leftarg = int, rightarg = int, function = plus)",
                "create view adding as select add_item() as id",
                "create view shown as select id, name from item");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into item select max(id) + 1, 'fig' from item returning id, name",
                "with added as (insert into item select max(id) + 1, 'fig' from item returning id) select id from added",
                "with gone as (delete from item where id = (select max(id) from item) returning id) select * from gone",
                "select add_item()",
                "select add_item() from item where id = 1",
                "select name from item where id = add_item()",
                "select * from add_item()",
                "values (add_item())",
                "select pretends()",
                "select pretends() from item where id = 1",
                "select 1 @+@ 2 from item where id = 1",
                "select id from adding",
                "select * from (select add_item()) a, item where item.id = 1",
                "select (select add_item()) from item where id = 1",
                "select case when add_item() > 0 then 1 end from item where id = 1",
                "select public.add_item()",
                "select \"add_item\"()",
                "explain analyze insert into item select max(id) + 1, 'fig' from item",
                "explain (analyze) delete from item where id = (select max(id) from item)",
                "update item set name = name || 'x' returning id",
                "delete from item where id = (select max(id) from item) returning id",
                "merge into item using (select max(id) + 1 as id from item) n on item.id = n.id"
                        + " when not matched then insert values (n.id, 'fig')",
                "insert into shown select max(id) + 1, 'fig' from item",
                "update only item set name = name || 'x'",
                "table item; update item set name = name || 'x'",
                "select 1; update item set name = name || 'x'",
                "do $$ begin update item set name = name || 'x'; end $$",
                "call add_item_by_call()",
                "call add_and_commit()",
                "begin; update item set name = name || 'x'; commit",
                "prepare add_more as update item set name = name || 'x'; execute add_more; deallocate add_more",
                "drop view if exists shown; alter table item alter column name type text using name || 'x'",
                "create table copied as select add_item(); drop table copied",
                "select add_item() into copied; drop table copied",
                "select query_to_xml('select add_item()', true, true, '')"
            })
    void isSeenEachTime(String sql) throws SQLException {
        for (int time = 1; time <= 2; time++) {
            List<String> before = truth.ask(ITEMS);
            bob.ask(ITEMS);
            bob.ask(ITEMS);
            assertThat(bob.ask(ITEMS)).isEqualTo(before);
            alice.run(sql);
            assertThat(truth.ask(ITEMS)).as("it was run").isNotEqualTo(before);
            assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
            assertThat(alice.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into item select max(id) + 1, 'fig' from item returning id",
                "with added as (insert into item select max(id) + 1, 'fig' from item returning id) select id from added",
                "select add_item()",
                "select id from adding"
            })
    void whatWritesAndReturnsRowsRunsEachTime(String sql) throws SQLException {
        bob.warm(ITEMS);
        assertThat(alice.answered(sql)).containsExactly("3");
        assertThat(alice.answered(sql)).containsExactly("4");
        assertThat(alice.answered(sql)).containsExactly("5");
        assertThat(bob.ask(ITEMS)).hasSize(5);
    }

    @Test
    void aWriteThatReturnsRowsInATransactionThatIsRolledBackIsNeverServed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        assertThat(alice.answered("update item set name = 'plum' where id = 1 returning name"))
                .containsExactly("plum");
        assertThat(alice.answered(ITEMS)).contains("1|plum");
        alice.rollback();
        assertThat(alice.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aCallByEscapeIsSeen() throws SQLException {
        bob.warm(ITEMS);
        try (CallableStatement call = alice.connection.prepareCall("{? = call add_item()}")) {
            call.registerOutParameter(1, java.sql.Types.INTEGER);
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(3);
            assertThat(bob.answered(ITEMS)).contains("3|fig");
            call.execute();
            assertThat(call.getInt(1)).isEqualTo(4);
        }
        assertThat(bob.answered(ITEMS)).contains("4|fig");
    }

    @Test
    void aCursorOverAWritingQueryIsSeen() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        alice.run("declare c cursor for select add_item() from item");
        alice.run("fetch 1 from c");
        alice.commit();
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains("3|fig");
    }
}
