package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The same text means something else in another session. */
class SessionHistoriesTest extends Histories {
    private static final String TENANTS = "select tenant, secret from tenant_data order by tenant";

    SessionHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        String role = "tester_" + Long.toUnsignedString(System.nanoTime(), 36);
        String other = role + "_other";
        roles = List.of(role, other);
        return List.of(
                "create role " + role,
                "create role " + other,
                "create schema second",
                "create table second.item (id int, name text)",
                "insert into second.item values (1, 'second')",
                "create table event (at timestamptz)",
                "insert into event values ('2024-06-01 12:00:00+00')",
                "create table tenant_data (tenant text, secret text)",
                "insert into tenant_data values ('a', 'of a'), ('b', 'of b')",
                "alter table tenant_data enable row level security",
                "alter table tenant_data force row level security",
                "create policy own on tenant_data using (tenant = current_setting('app.tenant', true))",
                "create table by_role (owner name, secret text)",
                "insert into by_role values ('" + role + "', 'of one'), ('" + other + "', 'of other')",
                "alter table by_role enable row level security",
                "create policy own on by_role using (owner = current_user)",
                "grant select on tenant_data, by_role to " + role + ", " + other,
                "grant select on item to " + role);
    }

    private List<String> roles = List.of();

    @Test
    void anotherSearchPathIsAnotherTable() throws SQLException {
        alice.warm(ITEMS);
        alice.run("set search_path to second");
        assertThat(alice.answered(ITEMS)).containsExactly("1|second");
        assertThat(alice.served(ITEMS)).containsExactly("1|second");
        assertThat(bob.served(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.run("set search_path to public, second");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "set search_path = second",
                "set session search_path = 'second'",
                "/* a comment */ set search_path to second",
                "select set_config('search_path', 'second', false)",
                "do $$ begin set search_path to second; end $$",
                "begin; set search_path to second; commit",
                "set schema 'second'"
            })
    void howeverTheSearchPathIsSet(String sql) throws SQLException {
        alice.warm(ITEMS);
        alice.run(sql);
        assertThat(alice.answered(ITEMS)).containsExactly("1|second");
        alice.run("reset search_path");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.connection.setSchema("second");
        assertThat(alice.ask(ITEMS)).containsExactly("1|second");
        alice.run("discard all");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aSearchPathOfATransactionEndsWithIt() throws SQLException {
        alice.warm(ITEMS);
        alice.begin();
        alice.run("set local search_path to second");
        assertThat(alice.answered(ITEMS)).containsExactly("1|second");
        alice.commit();
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.run("set search_path to second");
        assertThat(alice.ask(ITEMS)).containsExactly("1|second");
        alice.rollback();
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aSearchPathThatASavepointTakesBackIsTakenBack() throws SQLException {
        alice.warm(ITEMS);
        alice.begin();
        alice.run("savepoint s");
        alice.run("set search_path to second");
        assertThat(alice.ask(ITEMS)).containsExactly("1|second");
        alice.run("rollback to s");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.commit();
    }

    @Test
    void aSchemaMadeLaterOnThePathIsSeen() throws SQLException {
        alice.run("set search_path to third, public");
        alice.warm(ITEMS);
        bob.run("create schema third");
        bob.run("create table third.item (id int, name text)");
        assertThat(alice.ask(ITEMS)).isEmpty();
    }

    @Test
    void rowSecurityByRoleIsKept() throws SQLException {
        String sql = "select secret from by_role order by secret";
        truth.run("grant " + roles.get(0) + ", " + roles.get(1) + " to current_user");
        alice.run("set role " + roles.get(0));
        assertThat(alice.ask(sql)).containsExactly("of one");
        alice.ask(sql);
        alice.run("set role " + roles.get(1));
        assertThat(alice.ask(sql)).containsExactly("of other");
        bob.run("set role " + roles.get(0));
        assertThat(bob.ask(sql)).containsExactly("of one");
        bob.run("reset role");
        assertThat(bob.ask(sql)).containsExactly("of one", "of other");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "set app.tenant = '%s'",
                "select set_config('app.tenant', '%s', false)",
                "set \"app.tenant\" to '%s'"
            })
    void rowSecurityByACustomSettingIsKept(String setting) throws SQLException {
        alice.run("set role " + roles.get(0));
        bob.run("set role " + roles.get(0));
        alice.run(String.format(setting, "a"));
        assertThat(alice.ask(TENANTS)).containsExactly("a|of a");
        alice.ask(TENANTS);
        bob.run(String.format(setting, "b"));
        assertThat(bob.ask(TENANTS)).containsExactly("b|of b");
        alice.run(String.format(setting, "b"));
        assertThat(alice.ask(TENANTS)).containsExactly("b|of b");
    }

    @Test
    void aRoleWithoutTheRightIsRefused() throws SQLException {
        alice.warm(ITEMS);
        alice.run("set role " + roles.get(1));
        assertThatThrownBy(() -> alice.ask(ITEMS)).hasMessageContaining("permission denied");
        alice.run("reset role");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aRightThatIsTakenAwayIsGoneAtOnce() throws SQLException {
        alice.run("set role " + roles.get(0));
        alice.warm(ITEMS);
        bob.run("revoke select on item from " + roles.get(0));
        assertThatThrownBy(() -> alice.ask(ITEMS)).hasMessageContaining("permission denied");
    }

    @Test
    void aPolicyThatIsMadeIsKeptAtOnce() throws SQLException {
        alice.run("set role " + roles.get(0));
        alice.warm(ITEMS);
        bob.run("alter table item enable row level security");
        assertThat(alice.ask(ITEMS)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "TimeZone ! Asia/Tokyo ! select at from event",
                "TimeZone ! Asia/Tokyo ! select extract(hour from at) from event",
                "DateStyle ! ISO, DMY ! select count(*) from event where at < '02/06/2024'",
                "IntervalStyle ! iso_8601 ! select cast(at - timestamptz '2024-01-01' as text) from event",
                "extra_float_digits ! -10 ! select cast(id / 3.0::float8 as text) from item",
                "bytea_output ! escape ! select cast(cast(name as bytea) as text) from item order by 1",
                "transform_null_equals ! on ! select count(*) from item where name = null",
                "standard_conforming_strings ! off ! select count(*) from item where name = 'a\\pple'"
            })
    void aSettingThatChangesTheAnswerChangesTheAnswer(String setting, String value, String sql) throws SQLException {
        List<String> usual = alice.ask(sql);
        alice.ask(sql);
        alice.run("set " + setting + " to '" + value + "'");
        truth.run("set " + setting + " to '" + value + "'");
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
        assertThat(bob.ask(sql)).isEqualTo(usual);
        alice.run("reset all");
        truth.run("reset all");
        assertThat(alice.ask(sql)).isEqualTo(truth.ask(sql));
    }

    @Test
    void aTemporaryTableHidesTheTable() throws SQLException {
        alice.warm(ITEMS);
        alice.run("create temporary table item (id int, name text)");
        assertThat(alice.answered(ITEMS)).isEmpty();
        alice.run("insert into item values (9, 'temp')");
        assertThat(alice.answered(ITEMS)).containsExactly("9|temp");
        assertThat(bob.ask(ITEMS)).containsExactly("1|apple", "2|pear");
        alice.run("drop table item");
        assertThat(alice.ask(ITEMS)).containsExactly("1|apple", "2|pear");
    }

    @Test
    void aTemporaryTableMadeInPassingHidesTheTable() throws SQLException {
        alice.warm(ITEMS);
        alice.run("select 9 as id, 'temp' as name into temp item");
        assertThat(alice.answered(ITEMS)).containsExactly("9|temp");
    }

    @Test
    void aTemporaryViewHidesTheTable() throws SQLException {
        alice.warm(ITEMS);
        alice.run("create temporary view item as select 9 as id, 'temp'::text as name");
        assertThat(alice.answered(ITEMS)).containsExactly("9|temp");
    }

    @Test
    void whatTheClockSaysIsNotServed() throws SQLException {
        for (String sql : List.of(
                "select 'now'::timestamptz from item",
                "select id from item where date 'today' > date '2020-01-01' order by id",
                "select count(*) from event where at < 'tomorrow'",
                "select cast('now' as time) from item",
                "select timestamp 'yesterday' from item",
                "select clock_timestamp() from item",
                "select age(at) from event",
                "select gen_random_uuid() from item",
                "select pg_backend_pid() from item",
                "select current_user from item",
                "select ctid from item",
                "select xmin from item")) {
            alice.answered(sql);
            alice.answered(sql);
        }
    }
}
