package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whether what the console tells is true, on each database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ConsoleContentTest extends Histories {
    private static final String UPDATE_COUNTED = "update counted set name = 'plum' where id = 1";
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    ConsoleContentTest(TestDatabase database) {
        super(database);
    }

    /** Names that no other test uses: all databases of MariaDB's server are counted together. */
    @Override
    List<String> schema() {
        return List.of(
                "create table counted (id int primary key, name varchar(9))",
                "insert into counted values (1, 'apple')",
                "create table sole (id int primary key, name varchar(9))",
                "insert into sole values (1, 'apple')",
                "create table bare (id int primary key)",
                "create view cheap as select id, name from counted where id < 10");
    }

    @Test
    void queriesAndTablesAreCounted() throws SQLException {
        String sql = "select name, 'quince' from sole where id = 1";
        alice.warm(sql);
        alice.answered("select current_timestamp from sole where 1 = 0");
        assertThat(Told.explained(alice, "select id from sole")).containsEntry("requests", "0");
        bob.run("update sole set name = 'plum'");
        Map<String, String> query = Told.row(
                alice, "show larder queries", "text", text -> text.contains("sole") && text.contains("where id ="));
        assertThat(query.get("text")).doesNotContain("quince");
        assertThat(query)
                .containsEntry("requests", "2")
                .containsEntry("hits", "1")
                .containsEntry("rows", "1");
        assertThat(Double.parseDouble(query.get("hit_rate"))).isEqualTo(0.5);
        Map<String, String> table = Told.row(alice, "show larder tables", "table", "sole"::equals);
        assertThat(table)
                .containsEntry("queries", "2")
                .containsEntry("hits", "1")
                .containsEntry("bypasses", "1")
                .containsEntry("changes", "1")
                .containsEntry("changing", "no");
        Map<String, String> reason = Told.row(alice, "show larder bypassed", "reason", "VOLATILE_FUNCTION"::equals);
        assertThat(reason.get("meaning")).isEqualTo(BypassReason.VOLATILE_FUNCTION.description());
        assertThat(reason.get("example")).containsIgnoringCase("current_timestamp");
        assertThat(alice.ask("show larder queries limit 1")).hasSize(1);
    }

    @Test
    void whatIsObservedAndNotCacheableIsCountedForItsTables() throws SQLException {
        client("larder.mode", "observe").ask("select current_timestamp from bare where 1 = 0");

        assertThat(Told.row(alice, "show larder tables", "table", "bare"::equals))
                .containsEntry("requests", "1")
                .containsEntry("bypasses", "1");
    }

    @Test
    void aQueryIsExplained() throws SQLException {
        String sql = "select name from cheap where id = ?";
        Map<String, String> before = Told.explained(alice, sql);
        assertThat(before)
                .containsEntry("kind", "query")
                .containsEntry("cacheable", "yes")
                .containsEntry("parameters", "1")
                .containsEntry("tables_read", "cheap (named), counted (by cheap)")
                .containsEntry("tables_written", "none")
                .containsEntry("ttl", "10m")
                .containsEntry("cached_now", "no")
                .containsEntry("requests", "0");
        alice.warm(sql, 1);
        alice.ask(sql, 2);
        assertThat(Told.explained(bob, sql))
                .containsEntry("cached_now", "yes")
                .containsEntry("answers", "2")
                .containsEntry("hits", "1");
        alice.run(UPDATE_COUNTED);
        assertThat(Told.explained(bob, sql)).containsEntry("cached_now", "no");
    }

    @Test
    void whyAQueryIsNotCacheableIsWhyItIsBypassed() throws SQLException {
        for (String sql : List.of(
                "select current_timestamp, id from item",
                "select id from item for update",
                "select 1",
                "select table_name from information_schema.tables where 1 = 0")) {
            String told = Objects.requireNonNull(Told.explained(alice, sql).get("reason"));
            BypassReason reason = BypassReason.valueOf(told);
            long before = alice.bypassed(reason);
            alice.ask(sql);
            assertThat(alice.bypassed(reason)).as(sql).isEqualTo(before + 1);
        }
        // Looks at the schema, which some of those have brought into doubt.
        alice.ask(ITEMS);
        alice.begin();
        alice.run(UPDATE);
        assertThat(Told.explained(alice, ITEMS)).containsEntry("reason", "TRANSACTION_HAS_WRITTEN");
        assertThat(Told.explained(bob, ITEMS)).containsEntry("cacheable", "yes");
        alice.rollback();
    }

    @Test
    void whatIsNoQueryIsExplainedAndNotRun() throws SQLException {
        String setting = database == TestDatabase.MARIADB ? "set time_zone = '+01:00'" : "set time zone 'UTC'";
        assertThat(Told.explained(alice, UPDATE))
                .containsEntry("kind", "write")
                .containsEntry("tables_written", "item (named)");
        assertThat(Told.explained(alice, "drop table item").get("kind")).startsWith("not understood");
        assertThat(Told.explained(alice, setting).get("kind")).startsWith("session setting");
        assertThat(Told.explained(alice, "start transaction read only")).containsEntry("kind", "transaction: begin");
        assertThat(truth.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void anyTextComesBackAsItWas() throws SQLException {
        String literal = "'it''s a \\\\b \"ü\" €\t?'";
        String text = Told.explained(alice, "select id from item where name = " + literal)
                .get("question");
        assertThat(text).contains(literal);
    }

    @Test
    void optionsAreShownWithWhereTheyWereWritten() throws SQLException {
        Client client = client("larder.ttl", "5m");
        Map<String, String> ttl = Told.row(client, "show larder config", "option", "larder.ttl"::equals);
        assertThat(ttl)
                .containsEntry("value", "5m")
                .containsEntry("default_value", "10m")
                .containsEntry("source", "the URL");
        assertThat(Told.explained(client, ITEMS)).containsEntry("ttl", "5m");
        assertThat(Told.row(client, "show larder status", "name", "mode"::equals))
                .containsEntry("value", "cache");
        String hinted = "select name /* larder: ttl=30s */ from item";
        assertThat(Told.explained(client, hinted)).containsEntry("ttl", "30s");
        assertThat(Told.explained(client, hinted).get("ttl_set_by")).startsWith("the comment");
        assertThat(Told.explained(client, hinted.replace("ttl=30s", "off"))).containsEntry("reason", "NOT_WANTED");
        assertThat(Told.explained(client, "/* larder: off */ " + ITEMS)).containsEntry("reason", "NOT_WANTED");
        assertThat(Told.explained(client, ITEMS + " -- larder: ttl=20s")).containsEntry("ttl", "20s");
        Client off = client("larder.mode", "off");
        assertThat(Told.explained(off, ITEMS)).containsEntry("reason", "CACHING_OFF");
        assertThat(Told.row(off, "show larder status", "name", "session"::equals)
                        .get("value"))
                .startsWith("not cached");
    }
}
