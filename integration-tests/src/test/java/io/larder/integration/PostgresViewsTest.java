package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Views of PostgreSQL: materialized ones, those over partitions, and those that only look like tables. */
class PostgresViewsTest extends Histories {
    private static final String FROZEN = "select name from frozen order by name";

    PostgresViewsTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create materialized view frozen as select name from item",
                "create view above as select name from frozen",
                "create schema second");
    }

    @Test
    void aMaterializedViewIsAsItWasUntilItIsRefreshed() throws SQLException {
        bob.warm(FROZEN);
        bob.warm("select name from above order by name");
        alice.run("delete from item where id = 1");
        assertThat(bob.served(FROZEN)).containsExactly("apple", "pear");
        alice.run("refresh materialized view frozen");
        assertThat(bob.answered(FROZEN)).containsExactly("pear");
        assertThat(bob.served(FROZEN)).containsExactly("pear");
        assertThat(bob.answered("select name from above order by name")).containsExactly("pear");
    }

    @Test
    void aViewOverAPartitionShowsWhatIsWrittenToTheRoot() throws SQLException {
        alice.run("create table part (id int, name text) partition by list (id)");
        alice.run("create table part1 partition of part for values in (1)");
        alice.run("create view leaf as select name from part1");
        alice.run("create view over_leaf as select upper(name) as name from leaf");
        alice.run("create view over_root as select id, name from part");
        bob.warm("select name from over_leaf");
        bob.warm("select name from over_root");
        alice.run("insert into part values (1, 'a')");
        assertThat(bob.answered("select name from over_leaf")).containsExactly("A");
        assertThat(bob.answered("select name from over_root")).containsExactly("a");
        bob.warm("select name from over_root");
        alice.run("update part1 set name = 'b'");
        assertThat(bob.answered("select name from over_root")).containsExactly("b");
        bob.warm("select name from over_root");
        alice.run("create table part2 partition of part for values in (2)");
        alice.run("insert into part2 values (2, 'c')");
        assertThat(bob.answered("select name from over_root order by name")).containsExactly("b", "c");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select id, now() as at from item",
                "select id from item where random() < 2",
                "select counted(id) as id from item",
                "select id from item where 'today'::text::date > '2000-01-01'",
                "select id from item tablesample system (100)",
                "select id, ctid from item",
                "select oid::int as id from pg_class"
            })
    void aViewThatDependsOnMoreThanTablesIsNeverServed(String definition) throws SQLException {
        alice.run("create function counted(int) returns int language sql stable as"
                + " $$ select $1 + (select count(*)::int from item) $$");
        alice.run("create view more as " + definition);
        alice.run("create view above_more as select id from more");
        alice.ask("select id from more");
        alice.answered("select id from more");
        alice.answered("select id from above_more");
        alice.answered("select id from above_more");
    }

    @Test
    void aViewThatWritesIsSeen() throws SQLException {
        alice.run("create table log (text text)");
        alice.run("create function logged(int) returns int language plpgsql as"
                + " $$ begin insert into log values ('read'); return $1; end $$");
        alice.run("create view writing as select logged(id) as id from item");
        alice.run("create view above_writing as select id from writing");
        bob.warm("select text from log");
        alice.ask("select id from above_writing");
        assertThat(bob.answered("select text from log")).hasSize(2);
    }

    @Test
    void aViewAndATableOfOneNameAreKeptApart() throws SQLException {
        alice.run("create table price (price int)");
        alice.run("create view second.item as select price as id, 'second'::text as name from price");
        bob.run("set search_path to second");
        alice.warm(ITEMS);
        bob.warm(ITEMS);
        alice.run("insert into price values (5)");
        assertThat(bob.answered(ITEMS)).containsExactly("5|second");
        assertThat(bob.served(ITEMS)).containsExactly("5|second");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        assertThat(alice.served(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void whatATriggerInsteadOfAWriteWritesIsSeen() throws SQLException {
        alice.run("create table log (text text)");
        alice.run("create view shown as select id, name from item");
        alice.run("create function diverted() returns trigger language plpgsql as"
                + " $$ begin insert into log values (new.name); return new; end $$");
        alice.run("create trigger diverted instead of insert on shown for each row execute function diverted()");
        bob.warm("select text from log");
        bob.warm("select id from shown");
        alice.run("insert into shown values (3, 'fig')");
        assertThat(bob.answered("select text from log")).containsExactly("fig");
        assertThat(bob.ask("select id from shown")).hasSize(2);
    }

    @Test
    void aViewOfTheUserShowsEachHisOwn() throws SQLException {
        String role = "viewer_" + Long.toUnsignedString(System.nanoTime(), 36);
        alice.run("create role " + role);
        alice.run("create table owned (owner name, secret text)");
        alice.run("insert into owned values (current_user, 'mine'), ('" + role + "', 'of the role')");
        alice.run("create view own as select secret from owned where owner = current_user");
        alice.run("grant select on own to " + role);
        bob.warm("select secret from own");
        alice.run("set role " + role);
        assertThat(alice.answered("select secret from own")).containsExactly("of the role");
        assertThat(alice.served("select secret from own")).containsExactly("of the role");
        assertThat(bob.served("select secret from own")).containsExactly("mine");
        alice.run("reset role");
        alice.run("drop owned by " + role + "; drop role " + role);
    }

    @Test
    void aRightOfTheViewsOwnerThatIsTakenAwayIsGoneAtOnce() throws SQLException {
        String role = "owner_" + Long.toUnsignedString(System.nanoTime(), 36);
        alice.run("create role " + role);
        alice.run("grant select on item to " + role);
        alice.run("grant create on schema public to " + role);
        alice.run("create view lent as select name from item");
        alice.run("alter view lent owner to " + role);
        bob.warm("select name from lent order by name");
        alice.run("revoke select on item from " + role);
        assertThatThrownBy(() -> bob.ask("select name from lent order by name"))
                .hasMessageContaining("permission denied");
        alice.run("drop view lent; drop owned by " + role + "; drop role " + role);
    }
}
