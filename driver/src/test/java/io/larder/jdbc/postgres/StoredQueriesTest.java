package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.StatementPlanner;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What views, partitioned tables, and tables with row security read. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class StoredQueriesTest {
    private static final StatementPlanner PLANNER = new StatementPlanner(Dialect.POSTGRESQL, 100);

    /** Tables that a view reads beside itself, and its definition. */
    private static final List<String> KEPT_VIEWS = List.of(
            "item ! SELECT * FROM item",
            "item ! SELECT id, upper(name) AS n FROM ONLY item WHERE at < '2024-01-01' AND day > 'today'",
            "item,price ! SELECT i.id, p.price FROM item i LEFT JOIN price p ON p.item = i.id",
            "item,price ! SELECT id, (SELECT max(price) FROM price WHERE item = id) FROM item",
            "item,price ! SELECT id FROM item WHERE id IN (SELECT item FROM price) ORDER BY 1 LIMIT 3",
            "item,price ! WITH w AS (SELECT item, count(*) c FROM price GROUP BY item) SELECT name, c FROM item, w",
            "item,price ! SELECT id FROM item UNION ALL SELECT item FROM price EXCEPT SELECT 1",
            "item ! WITH RECURSIVE r(n) AS (SELECT id FROM item UNION SELECT n - 1 FROM r WHERE n > 0) SELECT n FROM r",
            "item,shown ! SELECT s.name FROM shown s",
            "item ! SELECT row_number() OVER (PARTITION BY name ORDER BY id DESC) FROM item",
            "item ! SELECT id, rank() OVER (ORDER BY id RANGE BETWEEN 1 PRECEDING AND CURRENT ROW) FROM item",
            "item ! SELECT DISTINCT ON (name) name, count(*) FILTER (WHERE id > 1) FROM item GROUP BY GROUPING SETS (name, ())",
            "item ! SELECT CASE WHEN id IN (1, 2) THEN 'a' ELSE coalesce(name, 'b') END, nullif(id, 1), greatest(id, 2) FROM item",
            "item ! SELECT ARRAY[id, 2] || 3, (array_agg(id) OVER ())[1], id::text, '7'::text::int, name COLLATE \"C\" FROM item",
            "item ! SELECT id FROM item WHERE ROW(id, name) < ROW(3, 'x') AND name IS NOT NULL AND (id > 1) IS TRUE",
            "item ! SELECT date_trunc('day', at), at + interval '1 day', to_char(at, 'YYYY'), age(at, at) FROM item",
            "item ! SELECT i.id, g FROM item i, generate_series(1, 3) g, LATERAL (SELECT i.id) l",
            "item ! SELECT id FROM item WHERE owner = current_user OR owner = session_user",
            "item ! SELECT id AS \":relid\", name AS \"a {b (c\" FROM item AS \":rtekind\"",
            "item ! SELECT id FROM item WHERE id === 1");

    /** The reason why a view is not kept, and its definition. */
    private static final List<String> OTHER_VIEWS = List.of(
            "VOLATILE_FUNCTION ! SELECT id FROM item WHERE at < now()",
            "VOLATILE_FUNCTION ! SELECT id FROM item WHERE day = current_date",
            "VOLATILE_FUNCTION ! SELECT id, localtimestamp FROM item",
            "VOLATILE_FUNCTION ! SELECT id FROM item ORDER BY random()",
            "VOLATILE_FUNCTION ! SELECT age(at) FROM item",
            "VOLATILE_FUNCTION ! SELECT name::date FROM item",
            "VOLATILE_FUNCTION ! SELECT name::timestamptz FROM item",
            "VOLATILE_FUNCTION ! SELECT ARRAY[name]::date[] FROM item",
            "VOLATILE_FUNCTION ! SELECT current_schema FROM item",
            "VOLATILE_FUNCTION ! SELECT current_setting('TimeZone') FROM item",
            "VOLATILE_FUNCTION ! SELECT current_setting('app.' || name) FROM item",
            "VOLATILE_FUNCTION ! SELECT id FROM item WHERE at::timetz > '10:00'",
            "TABLE_NOT_PLAIN ! SELECT nextval('numbers') FROM item",
            "VOLATILE_FUNCTION ! SELECT s.id FROM daily s",
            "CATALOG_READ ! SELECT ctid, id FROM item",
            "CATALOG_READ ! SELECT tableoid::regclass FROM item",
            "REDEFINED_NAME ! SELECT f(id) FROM item",
            "REDEFINED_NAME ! SELECT id FROM item WHERE id ==== 1",
            "TABLE_NOT_PLAIN ! SELECT id FROM item TABLESAMPLE SYSTEM (50)",
            "TABLE_NOT_PLAIN ! SELECT id FROM item FOR UPDATE",
            "NO_TABLE ! SELECT 1 AS one",
            "NO_TABLE ! VALUES (1), (2)",
            "TABLE_NOT_PLAIN ! SELECT relname FROM pg_class",
            "TABLE_NOT_PLAIN ! SELECT table_name FROM information_schema.tables",
            "TABLE_NOT_PLAIN ! SELECT last_value FROM numbers",
            "TABLE_NOT_PLAIN ! SELECT u.id FROM unlogged u",
            "TABLE_NOT_PLAIN ! SELECT x FROM item, XMLTABLE('/r' PASSING (name::xml) COLUMNS x date)");

    /** Settings and tables that row security adds, and its condition. */
    private static final List<String> KEPT_CONDITIONS = List.of(
            "app.tenant ! ! name = current_setting('app.tenant')",
            "app.tenant ! ! id = current_setting('app.tenant', true)::int",
            "app.tenant,app.user ! ! name = current_setting('app.tenant') AND owner = current_setting('app.user', true)",
            " ! ! owner = current_user OR owner = user OR owner = current_role OR owner = session_user",
            " ! ! true",
            " ! price ! EXISTS (SELECT FROM price WHERE item = id)",
            "my.tenant ! price,shown,item ! id IN (SELECT item FROM price, shown WHERE name = current_setting('my.tenant'))");

    /** Conditions of row security. */
    private static final List<String> OTHER_CONDITIONS = List.of(
            "at < now()",
            "f(id) = 1",
            "name = current_setting('application_name')",
            "name = current_setting('app.' || name)",
            "name = current_setting(name)",
            "name = current_setting('app tenant.x', true)",
            "name = current_setting('1.x', true)",
            "name = current_setting(NULL)",
            "day = current_setting('app.day')::date",
            "pg_has_role(owner, 'member')",
            "id IN (SELECT item FROM price WHERE price > random())");

    private static final String GUARDED = "CREATE TABLE t%1$d (LIKE item); ALTER TABLE t%1$d ENABLE ROW LEVEL SECURITY;"
            + " CREATE POLICY p ON t%1$d USING (%2$s); CREATE VIEW s%1$d AS SELECT * FROM t%1$d";

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;

    StoredQueriesTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
    }

    @BeforeEach
    void create() throws SQLException {
        execute(
                alice,
                "CREATE TABLE item (id int PRIMARY KEY, name text, at timestamptz, day date, owner name)",
                "CREATE TABLE price (item int, price numeric)",
                "CREATE VIEW shown AS SELECT id, name FROM item",
                "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'",
                "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
                "CREATE FUNCTION g(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = $2'",
                "CREATE OPERATOR ==== (LEFTARG = int, RIGHTARG = int, FUNCTION = g)");
    }

    @Test
    void aViewReadsWhatItsDefinitionNames() throws SQLException {
        define(KEPT_VIEWS, "CREATE VIEW v%d AS %s");
        SchemaModel model = model();

        for (int i = 0; i < KEPT_VIEWS.size(); i++) {
            ReadSet read = model.readSet(read("v" + i));
            String tables = KEPT_VIEWS.get(i).split("!")[0].trim();
            assertThat(read).as(KEPT_VIEWS.get(i)).isEqualTo(kept(("v" + i + "," + tables).split(",")));
        }
    }

    @Test
    void aViewThatDependsOnMoreIsNotKept() throws SQLException {
        execute(
                alice,
                "CREATE SEQUENCE numbers",
                "CREATE UNLOGGED TABLE unlogged (id int)",
                "CREATE VIEW daily AS SELECT id FROM item WHERE day = current_date");
        define(OTHER_VIEWS, "CREATE VIEW v%d AS %s");
        SchemaModel model = model();

        for (int i = 0; i < OTHER_VIEWS.size(); i++) {
            assertThat(model.readSet(read("v" + i)).notCacheable())
                    .as(OTHER_VIEWS.get(i))
                    .contains(BypassReason.valueOf(
                            OTHER_VIEWS.get(i).split("!")[0].trim()));
        }
    }

    @Test
    void aNameOfAColumnHidesNothing() throws SQLException {
        execute(
                alice,
                "CREATE VIEW v AS SELECT f(id) AS \":expr\" FROM item",
                "CREATE VIEW w AS SELECT now() AS \":expr\", id AS \"}:funcid 5\" FROM item AS \":relid\"");

        assertThat(readSet("v").notCacheable()).isPresent();
        assertThat(readSet("w").notCacheable()).isPresent();
    }

    @Test
    void aMaterializedViewIsReadAsATable() throws SQLException {
        execute(
                alice,
                "CREATE MATERIALIZED VIEW frozen AS SELECT now() AS at, f(id) FROM item",
                "CREATE VIEW above AS SELECT at FROM frozen");

        assertThat(readSet("frozen")).isEqualTo(kept("frozen"));
        assertThat(readSet("above").tables()).isEqualTo(tables("above", "frozen"));
        assertThat(model().effectOf(read("above"))).isEqualTo(Change.NOTHING);
        // Refreshing it calls f.
        assertThat(model().effectOf(write("DELETE FROM frozen"))).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void whatIsWrittenThroughAViewIsWrittenBelow() throws SQLException {
        execute(
                alice,
                "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE VIEW replaced AS SELECT id FROM item",
                "CREATE TRIGGER x INSTEAD OF INSERT ON replaced FOR EACH ROW EXECUTE FUNCTION tf()",
                "CREATE VIEW ruled AS SELECT id FROM item",
                "CREATE RULE r AS ON INSERT TO ruled DO INSTEAD INSERT INTO price VALUES (1, 1)");

        Change change = model().effectOf(write("UPDATE shown SET name = 'x'"));
        assertThat(change.changesSchema()).isFalse();
        assertThat(change.concerns(new TableName("item"))).isTrue();
        assertThat(change.concerns(new TableName("price"))).isFalse();
        for (String view : Set.of("replaced", "ruled")) {
            assertThat(readSet(view).notCacheable()).isEmpty();
            assertThat(model().effectOf(write("INSERT INTO " + view + " VALUES (1)")))
                    .isEqualTo(Change.EVERYTHING);
        }
    }

    @Test
    void aConditionReadsItsTablesAndSettings() throws SQLException {
        define(KEPT_CONDITIONS, GUARDED);
        SchemaModel model = model();

        for (int i = 0; i < KEPT_CONDITIONS.size(); i++) {
            String[] expected = KEPT_CONDITIONS.get(i).split("!");
            ReadSet read = model.readSet(read("t" + i));
            assertThat(read.notCacheable()).as(KEPT_CONDITIONS.get(i)).isEmpty();
            assertThat(read.tables()).isEqualTo(tables(("t" + i + "," + expected[1].trim()).split(",")));
            assertThat(read.settings()).isEqualTo(set(expected[0].trim().split(",")));
            assertThat(model.readSet(read("s" + i)).settings()).isEqualTo(read.settings());
            Change change = model.effectOf(write("UPDATE s" + i + " SET name = 'x'"));
            assertThat(change.changesSchema()).isFalse();
            assertThat(change.concerns(new TableName("t" + i))).isTrue();
            assertThat(change.concerns(new TableName("price"))).isFalse();
        }
    }

    @Test
    void aConditionThatDependsOnMoreIsNotKept() throws SQLException {
        define(OTHER_CONDITIONS, GUARDED);
        SchemaModel model = model();

        for (int i = 0; i < OTHER_CONDITIONS.size(); i++) {
            assertThat(model.readSet(read("t" + i)).notCacheable())
                    .as(OTHER_CONDITIONS.get(i))
                    .isPresent();
            assertThat(model.readSet(read("s" + i)).notCacheable())
                    .as(OTHER_CONDITIONS.get(i))
                    .isPresent();
        }
    }

    @Test
    void conditionsThatDoNotApplyToReadsDoNotMatter() throws SQLException {
        execute(
                alice,
                "CREATE POLICY p ON item FOR UPDATE USING (at < now())",
                "CREATE POLICY q ON item FOR INSERT WITH CHECK (at < now())",
                "ALTER TABLE item ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON price USING (price < random())");

        assertThat(readSet("item").notCacheable()).isEmpty();
        // Not enabled.
        assertThat(readSet("price").notCacheable()).isEmpty();
    }

    @Test
    void tooManySettingsWouldMakeKeysLarge() throws SQLException {
        for (int i = 0; i < 20; i++) {
            execute(alice, "CREATE POLICY p" + i + " ON item USING (name = current_setting('app.s" + i + "', true))");
        }
        execute(alice, "ALTER TABLE item ENABLE ROW LEVEL SECURITY");

        assertThat(readSet("item").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
    }

    @Test
    void relationsOfOneNameAreReadTogether() throws SQLException {
        execute(
                alice,
                "CREATE SCHEMA s",
                "CREATE VIEW s.item AS SELECT price FROM price",
                "CREATE VIEW s.shown AS SELECT now() AS at");

        assertThat(readSet("item").notCacheable()).isEmpty();
        assertThat(readSet("item").tables()).isEqualTo(tables("item", "price"));
        assertThat(readSet("shown").notCacheable()).contains(BypassReason.VOLATILE_FUNCTION);
    }

    @Test
    void theSchemaIsReadWhileItsTablesAreLocked() throws SQLException {
        execute(alice, "CREATE POLICY p ON price USING (item IN (SELECT id FROM shown))");
        execute(alice, "ALTER TABLE price ENABLE ROW LEVEL SECURITY");
        try (Connection bob = database.connect()) {
            execute(bob, "BEGIN; LOCK TABLE item, price, shown IN ACCESS EXCLUSIVE MODE");
            execute(alice, "SET lock_timeout = 1");

            assertThat(readSet("shown").notCacheable()).isEmpty();
        }
    }

    /** Creates something for each case, of which the last part is a definition. */
    private void define(List<String> cases, String template) throws SQLException {
        for (int i = 0; i < cases.size(); i++) {
            String definition = cases.get(i).substring(cases.get(i).lastIndexOf('!') + 1);
            execute(alice, String.format(template, i, definition));
        }
    }

    private SchemaModel model() throws SQLException {
        return new PostgresSupport().readSchema(alice);
    }

    private ReadSet readSet(String table) throws SQLException {
        return model().readSet(read(table));
    }

    private static Read read(String table) {
        return (Read) PLANNER.plan("SELECT * FROM " + table);
    }

    private static Write write(String sql) {
        return (Write) PLANNER.plan(sql);
    }

    private static Set<TableName> tables(String... names) {
        return set(names).stream().map(TableName::new).collect(Collectors.toSet());
    }

    private static ReadSet kept(String... names) {
        return new ReadSet(tables(names), Optional.empty());
    }

    private static Set<String> set(String... words) {
        return Arrays.stream(words).filter(word -> !word.isBlank()).collect(Collectors.toSet());
    }
}
