package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class WrittenTablesTest {
    private final PostgresSupport support = new PostgresSupport();

    @AutoClose
    private final TestDatabase database;

    WrittenTablesTest(int major) throws SQLException {
        database = new TestDatabase(major);
        try (Connection owner = database.connect()) {
            for (String sql : List.of(
                    "CREATE TABLE t (id int PRIMARY KEY, n text)",
                    "CREATE TABLE \"Child\" (id int REFERENCES t ON DELETE CASCADE)",
                    "CREATE TABLE log (n text)",
                    "CREATE FUNCTION logging() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN INSERT INTO log VALUES ('x'); RETURN NULL; END $$",
                    "CREATE TRIGGER logged AFTER DELETE ON \"Child\" FOR EACH ROW EXECUTE FUNCTION logging()",
                    "INSERT INTO t VALUES (1, 'a')",
                    "INSERT INTO \"Child\" VALUES (1)",
                    "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                    "CREATE VIEW v AS SELECT * FROM t",
                    "CREATE POLICY p ON t USING (true)",
                    "CREATE TYPE en AS ENUM ('a')",
                    "CREATE DOMAIN dm AS int",
                    "CREATE TEXT SEARCH CONFIGURATION tsc (COPY = pg_catalog.english)",
                    "CREATE SEQUENCE sq")) {
                execute(owner, sql);
            }
        }
    }

    @Test
    void theLocksNameWhatWasWritten() throws SQLException {
        Map<String, Set<String>> written = new HashMap<>();
        written.put("DELETE FROM t", Set.of("t", "child", "log"));
        written.put("UPDATE log SET n = 'b'", Set.of("log"));
        written.put("DO $$ BEGIN INSERT INTO log VALUES ('y'); END $$", Set.of("log"));
        written.put("SELECT * FROM t FOR UPDATE", Set.of());
        written.put("SAVEPOINT a; DELETE FROM t; ROLLBACK TO a; UPDATE log SET n = 'c'", Set.of("log"));
        written.put("SELECT lo_create(0)", Set.of());
        written.put("SELECT nextval('sq')", Set.of("sq"));
        for (Map.Entry<String, Set<String>> entry : written.entrySet()) {
            Change change = writtenBy(entry.getKey());
            assertThat(change).isInstanceOf(Change.Tables.class);
            Stream<TableName> tables =
                    ((Change.Tables) change).changes().stream().map(TableChange::table);
            assertThat(tables.map(TableName::name).filter(name -> !name.endsWith("_pkey")))
                    .as(entry.getKey())
                    .containsExactlyInAnyOrderElementsOf(entry.getValue());
        }
    }

    @Test
    void whateverChangesTheSchemaChangesEverything() throws SQLException {
        for (String sql : List.of(
                "GRANT SELECT ON t TO pg_monitor",
                "GRANT SELECT (id) ON t TO pg_monitor",
                "GRANT EXECUTE ON FUNCTION f() TO pg_monitor",
                "GRANT USAGE ON SCHEMA public TO pg_monitor",
                "GRANT CREATE ON DATABASE " + database() + " TO pg_monitor",
                "CREATE ROLE larder_written",
                "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2'",
                "ALTER FUNCTION f() IMMUTABLE",
                "DROP FUNCTION f()",
                "ALTER POLICY p ON t USING (false)",
                "DROP POLICY p ON t",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "ALTER TABLE \"Child\" DISABLE TRIGGER logged",
                "DROP TRIGGER logged ON \"Child\"",
                "ALTER TABLE t ALTER n SET DEFAULT 'x'",
                "ALTER TABLE t RENAME TO u",
                "ALTER TABLE t RENAME COLUMN n TO m",
                "ALTER TABLE t ADD CHECK (id > 0)",
                "CREATE OR REPLACE VIEW v AS SELECT * FROM t WHERE id > 0",
                "DROP VIEW v",
                "CREATE RULE r AS ON INSERT TO t DO ALSO NOTIFY x",
                "CREATE TABLE heir () INHERITS (t)",
                "CREATE TEMPORARY TABLE t (id int)",
                "CREATE TABLE copied AS SELECT 1 AS one",
                "TRUNCATE log",
                "CREATE SCHEMA s",
                "ALTER TYPE en RENAME VALUE 'a' TO 'b'",
                "ALTER TYPE en ADD VALUE 'c'",
                "ALTER DOMAIN dm ADD CHECK (value > 0)",
                "CREATE CAST (text AS en) WITH INOUT AS IMPLICIT",
                "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)",
                "CREATE COLLATION cc FROM \"C\"",
                "ALTER TEXT SEARCH CONFIGURATION tsc DROP MAPPING FOR word",
                "CREATE FOREIGN DATA WRAPPER elsewhere",
                "SAVEPOINT a; DROP VIEW v; ROLLBACK TO a")) {
            assertThat(writtenBy(sql)).as(sql).isEqualTo(Change.EVERYTHING);
        }
    }

    @Test
    void whatIsOnlyWrittenAtCommitChangesEverything() throws SQLException {
        assertThat(writtenBy("DECLARE c CURSOR WITH HOLD FOR SELECT f()")).isEqualTo(Change.EVERYTHING);
        assertThat(writtenBy("SET LOCAL track_counts = off")).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void theCatalogsHaveTheirNumbers() throws SQLException {
        Map<String, Integer> numbers = new HashMap<>();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT relname, oid FROM pg_catalog.pg_class WHERE oid < 16384")) {
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getInt(2));
            }
        }
        assertThat(numbers).containsAllEntriesOf(WrittenTables.CATALOGS);
    }

    @Test
    void theLastPartOfANameCounts() {
        Map<String, String> names = Map.of(
                "t", "t",
                "public.t", "t",
                "\"T x\"", "t x",
                "s.\"a.b\"", "a.b",
                "\"S.x\".t", "t",
                "\"a\"\"b\"", "a\"b",
                "\"\"\"\"", "\"");
        names.forEach((name, last) ->
                assertThat(WrittenTables.table(name).name()).as(name).isEqualTo(last));
    }

    private String database() throws SQLException {
        try (Connection connection = database.connect()) {
            return connection.getCatalog();
        }
    }

    /** On a connection of its own: a session may remember changes for a second. */
    private Change writtenBy(String sql) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            execute(connection, sql);
            return support.written(connection);
        }
    }
}
