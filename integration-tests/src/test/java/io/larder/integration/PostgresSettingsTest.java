package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each setting that changes an answer, set in each way and taken back in each way: the answer after each step is the bare
 * driver's, and after the way back what was kept before is served again. To add a setting, add a line; to add a way, a
 * constant.
 */
class PostgresSettingsTest extends Histories {
    /** Ways to set a setting, and those that take it back. {@code %n} is its name, {@code %v} its value. */
    @SuppressWarnings("ImmutableEnumChecker") // Its lists come from List.of.
    enum Way {
        SET("set %n to '%v'", Back.OF_SESSION),
        SET_SESSION("set session %n = '%v'", Back.OF_SESSION),
        SET_CONFIG("select set_config('%n', '%v', false)", Back.OF_SESSION),
        SET_CONFIG_AMONG_ROWS("select id, set_config('%n', '%v', false) from public.item", Back.OF_SESSION),
        FUNCTION("select public.become('%n', '%v')", Back.OF_SESSION),
        BLOCK("do $$ begin set %n to '%v'; end $$", Back.OF_SESSION),
        PREPARED("prepare becoming as select set_config('%n', '%v', false); execute becoming", Back.OF_SESSION),
        COMMITTED("begin; set %n to '%v'; commit", Back.OF_SESSION),
        COMMITTED_AFTER_A_ROLLBACK(
                "begin; set %n to '%v'; savepoint s; reset %n; rollback to s; commit", Back.OF_SESSION),
        OPEN("begin; set %n to '%v'", Back.OF_TRANSACTION),
        LOCAL("begin; set local %n to '%v'", Back.OF_LOCAL),
        LOCAL_BY_CONFIG("begin; select set_config('%n', '%v', true)", Back.OF_LOCAL),
        AFTER_A_SAVEPOINT("begin; savepoint s; set %n to '%v'", Back.OF_SAVEPOINT),
        LOCAL_AFTER_A_SAVEPOINT("begin; savepoint s; set local %n to '%v'", Back.OF_SAVEPOINT);

        private final List<String> statements;
        private final List<String> waysBack;

        Way(String statements, List<String> waysBack) {
            this.statements = statementsOf(statements);
            this.waysBack = waysBack;
        }
    }

    /** Statements that take a setting back. */
    private static final class Back {
        static final List<String> OF_SESSION = List.of(
                "reset %n",
                "set %n to default",
                "reset all",
                "discard all",
                "select public.become_usual('%n')",
                "begin; reset %n; commit",
                "deallocate all; reset %n");
        static final List<String> OF_TRANSACTION =
                List.of("rollback", "abort", "reset %n; commit", "commit; reset all");
        static final List<String> OF_LOCAL =
                List.of("rollback", "commit", "end", "commit and chain; commit", "select 1/0; commit");
        static final List<String> OF_SAVEPOINT = List.of(
                "rollback",
                "rollback to s; commit",
                "rollback to s; release s; commit",
                "select 1/0; rollback to s; commit");

        private Back() {}
    }

    private static List<String> statementsOf(String text) {
        List<String> statements = new ArrayList<>();
        if (text.startsWith("do ")) {
            return List.of(text);
        }
        for (String statement : text.split(";")) {
            statements.add(statement.trim());
        }
        return statements;
    }

    PostgresSettingsTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        String role = "setting_" + Long.toUnsignedString(System.nanoTime(), 36);
        return List.of(
                "create schema second",
                "create table second.item (id int, name text)",
                "insert into second.item values (1, 'second')",
                "create table event (at timestamptz, span interval, part float8, raw bytea)",
                "insert into event values ('2024-06-01 12:00:00+00', '1 day 02:03', 0.1::float8 + 0.2, '\\x0102')",
                "create role " + role,
                "create function become(n text, v text) returns text language plpgsql as"
                        + " $$ begin return set_config(n, replace(v, 'ROLE', '" + role + "'), false); end $$",
                "create function become_usual(n text) returns void language plpgsql as"
                        + " $$ begin execute 'reset ' || n; end $$",
                "create function usual_role() returns text language sql as $$ select '" + role + "' $$");
    }

    private String role = "";

    @BeforeEach
    void findRole() throws SQLException {
        role = truth.ask("select usual_role()").get(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "search_path ! second ! select id, name from item order by id",
                "role ! ROLE ! select id, name from item order by id",
                "session_authorization ! ROLE ! select id, name from item order by id",
                "TimeZone ! Asia/Tokyo ! select at from event",
                "timezone_abbreviations ! India ! select count(*) from event where at > '2024-06-01 13:00 IST'",
                "DateStyle ! ISO, DMY ! select count(*) from event where at < '02/06/2024'",
                "IntervalStyle ! iso_8601 ! select cast(span as text) from event",
                "extra_float_digits ! -10 ! select cast(part as text) from event",
                "bytea_output ! escape ! select cast(raw as text) from event",
                "standard_conforming_strings ! off ! select count(*) from item where name = 'a\\pple'",
                "transform_null_equals ! on ! select count(*) from item where name = null",
                "array_nulls ! off ! select cast('{NULL,a}' as text[]) from item",
                "row_security ! off ! select id, name from item order by id",
                "default_text_search_config ! german ! select to_tsvector(name) from item order by id",
                "lc_monetary ! C ! select id from item order by id",
                "client_min_messages ! error ! select id from item order by id",
                "app.tenant ! a ! select current_setting('app.tenant', true), id from item order by id"
            })
    void howeverItIsSetAndTakenBack(String name, String value, String sql) throws SQLException {
        String actual = value.replace("ROLE", role);
        for (Client client : List.of(alice, bob, truth)) {
            client.run("select set_config('app.tenant', '', false)");
        }
        String bobs = outcome(bob, sql);
        String usual = outcome(truth, sql);
        for (Way way : Way.values()) {
            for (String back : way.waysBack) {
                String history = way + ", " + back;
                assertThat(outcome(alice, sql)).as(history).isEqualTo(usual);
                boolean kept = isServed(alice, sql);
                go(history, way.statements, name, actual, sql);
                go(history, statementsOf(back), name, actual, sql);
                String now = outcome(truth, sql);
                assertThat(outcome(alice, sql)).as(history).isEqualTo(now);
                if (now.equals(usual)) {
                    assertThat(isServed(alice, sql))
                            .as("served, after %s", history)
                            .isEqualTo(kept);
                }
                assertThat(outcome(bob, sql)).as("bob, after %s", history).isEqualTo(bobs);
                // RESET ALL leaves the role.
                alice.run("reset " + name);
                truth.run("reset " + name);
            }
        }
    }

    /** Takes the statements on both sides; where one is in the middle of something, another answer may be seen. */
    private void go(String history, List<String> statements, String name, String value, String sql)
            throws SQLException {
        for (String statement : statements) {
            String text = statement.replace("%n", name).replace("%v", value);
            assertThat(attempt(alice, text)).as(history).isEqualTo(attempt(truth, text));
            // What fails in a transaction ends it: asked only where neither side is harmed.
            if (!statement.contains("1/0")) {
                assertThat(outcome(alice, "savepoint asking")).isEqualTo(outcome(truth, "savepoint asking"));
                for (int time = 1; time <= 2; time++) {
                    String expected = outcome(truth, sql);
                    assertThat(outcome(alice, sql))
                            .as("%s: after %s", history, text)
                            .isEqualTo(expected);
                }
                outcome(alice, "rollback to asking");
                outcome(truth, "rollback to asking");
            }
        }
    }

    private static String attempt(Client client, String sql) {
        try {
            client.run(sql);
            return "done";
        } catch (SQLException failure) {
            return failure.getSQLState();
        }
    }

    private static String outcome(Client client, String sql) {
        try {
            return sql.startsWith("select") ? client.ask(sql).toString() : "" + client.run(sql);
        } catch (SQLException failure) {
            return Notation.failure(failure);
        }
    }

    private static boolean isServed(Client client, String sql) throws SQLException {
        long before = client.cache().hits();
        outcome(client, sql);
        return client.cache().hits() > before;
    }

    /** Ways to have a setting from the start. */
    enum Start {
        OPTIONS_OF_THE_URL,
        ROLE_IN_DATABASE,
        DATABASE
    }

    @ParameterizedTest
    @EnumSource(Start.class)
    void aSessionThatBeginsWithASettingIsAnotherSession(Start start) throws SQLException {
        alice.warm(ITEMS);
        String here = truth.ask("select current_database()").get(0);
        String user = truth.ask("select current_user").get(0);
        String of = start == Start.DATABASE ? "database " + here : "role " + user + " in database " + here;
        if (start != Start.OPTIONS_OF_THE_URL) {
            bob.run("alter " + of + " set search_path to second");
        }
        String options = URLEncoder.encode("-c search_path=second", StandardCharsets.UTF_8);
        try (Client carol = start == Start.OPTIONS_OF_THE_URL ? client("options", options) : client()) {
            assertThat(carol.answered(ITEMS)).containsExactly("1|second");
            assertThat(carol.served(ITEMS)).containsExactly("1|second");
            carol.run("set search_path to public");
            assertThat(carol.ask(ITEMS)).contains("1|apple");
            carol.run("discard all");
            assertThat(carol.ask(ITEMS)).containsExactly("1|second");
            assertThat(alice.ask(ITEMS)).contains("1|apple");
        }
        if (start != Start.OPTIONS_OF_THE_URL) {
            bob.run("alter " + of + " reset search_path");
        }
        assertThat(client().ask(ITEMS)).contains("1|apple");
    }
}
