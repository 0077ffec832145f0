package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes the version of a schema, and what does not. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class SchemaVersionTest {
    /** Each one changes something that an answer, a refusal or the effects of a write depend on. */
    private static final String[] CHANGES = {
        "CREATE TABLE another (id int)",
        "ALTER TABLE item ADD COLUMN price int",
        "ALTER TABLE item RENAME COLUMN price TO cost",
        "ALTER TABLE item ALTER COLUMN cost SET DEFAULT 5",
        "ALTER TABLE item ALTER COLUMN name TYPE varchar(200)",
        "ALTER TABLE item DROP COLUMN cost",
        "ALTER TABLE item ADD CHECK (id > 0)",
        "ALTER TABLE another RENAME TO third",
        "ALTER TABLE third SET SCHEMA other",
        "ALTER SCHEMA other RENAME TO others",
        "CREATE TABLE child (p int REFERENCES item ON DELETE CASCADE)",
        "CREATE TABLE heir () INHERITS (item)",
        "ALTER TABLE heir NO INHERIT item",
        "CREATE VIEW shown AS SELECT id FROM item",
        "CREATE OR REPLACE VIEW shown AS SELECT id + 1 AS id FROM item",
        "CREATE MATERIALIZED VIEW kept AS SELECT id FROM item",
        "REFRESH MATERIALIZED VIEW kept",
        "TRUNCATE item CASCADE",
        "CREATE RULE r AS ON INSERT TO third_party DO ALSO DELETE FROM item",
        "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'",
        "CREATE OR REPLACE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'begin return old; end'",
        "CREATE TRIGGER t AFTER INSERT ON item FOR EACH ROW EXECUTE FUNCTION f()",
        "ALTER TABLE item DISABLE TRIGGER t",
        "DROP TRIGGER t ON item",
        "ALTER TABLE item ENABLE ROW LEVEL SECURITY",
        "CREATE POLICY p ON item USING (id > 0)",
        "ALTER POLICY p ON item USING (id > 1)",
        "DROP POLICY p ON item",
        "CREATE TYPE mood AS ENUM ('sad', 'ok')",
        "ALTER TYPE mood RENAME VALUE 'ok' TO 'fine'",
        "CREATE DOMAIN positive AS int CHECK (VALUE > 0)",
        "ALTER DOMAIN positive ADD CHECK (VALUE < 9)",
        "CREATE FUNCTION plus(mood, mood) RETURNS mood IMMUTABLE LANGUAGE sql AS 'select $1'",
        "CREATE OPERATOR + (FUNCTION = plus, LEFTARG = mood, RIGHTARG = mood)",
        "CREATE FUNCTION number(mood) RETURNS int IMMUTABLE LANGUAGE sql AS 'select 1'",
        "CREATE CAST (mood AS int) WITH FUNCTION number(mood) AS IMPLICIT",
        "CREATE COLLATION german FROM \"C\"",
        "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)",
        "CREATE TEXT SEARCH CONFIGURATION mine (COPY = simple)",
        "ALTER TEXT SEARCH CONFIGURATION mine DROP MAPPING FOR word",
        "GRANT SELECT ON item TO larder_versioned",
        "REVOKE SELECT ON item FROM larder_versioned",
        "GRANT SELECT (name) ON item TO larder_versioned",
        "REVOKE SELECT (name) ON item FROM larder_versioned",
        "REVOKE USAGE ON SCHEMA others FROM PUBLIC",
        "GRANT USAGE ON SCHEMA others TO larder_versioned",
        "REVOKE EXECUTE ON FUNCTION pg_catalog.upper(text) FROM PUBLIC",
        "GRANT EXECUTE ON FUNCTION pg_catalog.upper(text) TO PUBLIC",
        "REVOKE USAGE ON TYPE mood FROM PUBLIC",
        "ALTER TABLE item OWNER TO larder_versioned",
        "ALTER ROLE larder_versioned BYPASSRLS",
        "ALTER ROLE larder_versioned NOBYPASSRLS",
        "ALTER ROLE larder_versioned SUPERUSER",
        "ALTER ROLE larder_versioned NOSUPERUSER NOINHERIT",
        "GRANT pg_read_all_data TO larder_versioned",
        "REVOKE pg_read_all_data FROM larder_versioned",
        "CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION g()",
        "ALTER EVENT TRIGGER e DISABLE",
        "DROP EXTENSION plpgsql CASCADE",
        "SELECT pg_catalog.pg_reload_conf()",
        "DROP TABLE item CASCADE"
    };

    private final PostgresSupport support = new PostgresSupport();

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;
    private final Connection bob;

    SchemaVersionTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
        bob = database.connect();
    }

    @BeforeEach
    void create() throws SQLException {
        execute(
                bob,
                "DO $$ BEGIN CREATE ROLE larder_versioned; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
                "ALTER ROLE larder_versioned INHERIT NOSUPERUSER",
                "CREATE SCHEMA other",
                "CREATE TABLE item (id int PRIMARY KEY, name varchar(100))",
                "INSERT INTO item SELECT n, n FROM generate_series(1, 100) n",
                "CREATE TABLE third_party (id int)",
                "CREATE FUNCTION g() RETURNS event_trigger LANGUAGE plpgsql AS 'begin end'");
    }

    @Test
    void eachChangeOfTheSchemaOrOfARightChangesIt() throws Exception {
        String before = version();
        for (String change : CHANGES) {
            execute(bob, change);
            String after = version();
            for (int i = 0; change.contains("reload") && i < 1_000 && after.equals(before); i++) {
                // The postmaster does that when it has heard of it.
                after = version();
            }
            assertThat(after).as(change).isNotEqualTo(before);
            assertThat(version()).as("once more after " + change).isEqualTo(after);
            before = after;
        }
    }

    @Test
    void rowsAndWhatIsKeptOfThemDoNotChangeIt() throws SQLException {
        String before = version();
        for (String harmless : new String[] {
            "INSERT INTO item SELECT n, n FROM generate_series(101, 9000) n",
            "UPDATE item SET name = 'x'",
            "DELETE FROM item WHERE id > 100",
            "ANALYZE",
            "VACUUM item",
            "VACUUM ANALYZE",
            "VACUUM FREEZE pg_catalog.pg_class",
            "VACUUM FREEZE pg_catalog.pg_attribute",
            "CREATE TEMPORARY TABLE mine (id serial PRIMARY KEY, p int CHECK (p > 0))",
            "CREATE TEMPORARY VIEW seen AS SELECT * FROM mine",
            "DROP TABLE mine CASCADE",
            "SET search_path TO other",
            "SELECT pg_catalog.txid_current()",
            "DO $$ BEGIN END $$"
        }) {
            execute(bob, harmless);
            assertThat(version()).as(harmless).isEqualTo(before);
        }
    }

    @Test
    void whatIsRolledBackDoesNotChangeIt() throws SQLException {
        String before = version();
        execute(bob, "BEGIN", "CREATE TABLE never (id int)", "GRANT SELECT ON item TO PUBLIC", "ROLLBACK");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void itIsTheSameForAllUsersAndSettings() throws SQLException {
        String before = version();
        execute(
                alice,
                "CREATE SCHEMA evil",
                "CREATE FUNCTION evil.count() RETURNS int LANGUAGE sql AS 'select 1'",
                "CREATE TABLE evil.pg_class (oid oid)",
                "CREATE FUNCTION evil.neq(\"char\", \"char\") RETURNS boolean LANGUAGE sql AS 'select true'",
                "CREATE OPERATOR evil.<> (FUNCTION = evil.neq, LEFTARG = \"char\", RIGHTARG = \"char\")");
        String after = version();
        assertThat(after).isNotEqualTo(before);
        execute(
                alice,
                "SET search_path TO evil, pg_catalog",
                "SET TimeZone TO 'Asia/Tokyo'",
                "SET ROLE larder_versioned");
        execute(alice, "SET DateStyle TO 'ISO, DMY'");
        assertThat(version()).isEqualTo(after);
    }

    /** Each session of the time notes for itself when it heard of it. */
    @Test
    void afterAReloadOfTheServersSettingsAllSessionsAgreeAgain() throws SQLException {
        String before = version();
        execute(bob, "SELECT pg_catalog.pg_reload_conf()");
        for (Connection session : List.of(alice, bob)) {
            String after = before;
            for (int i = 0; i < 10_000 && after.equals(before); i++) {
                after = support.schemaVersion(session).orElseThrow();
            }
            assertThat(after).isNotEqualTo(before);
        }
        assertThat(support.schemaVersion(bob).orElseThrow()).isEqualTo(version());
    }

    @Test
    void itIsNotPrepared() throws SQLException {
        for (int i = 0; i < 10; i++) {
            version();
        }
        try (Statement statement = alice.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_catalog.pg_prepared_statements")) {
            row.next();
            assertThat(row.getInt(1)).isZero();
        }
    }

    @Test
    void functionsThatAreVolatileAreRefuted() throws SQLException {
        execute(
                bob,
                "CREATE FUNCTION usual(int) RETURNS int LANGUAGE sql AS 'select 1'",
                "CREATE FUNCTION exact(int) RETURNS int IMMUTABLE LANGUAGE sql AS 'select 1'",
                "CREATE FUNCTION calm(int) RETURNS int STABLE LANGUAGE sql AS 'select 1'",
                "CREATE FUNCTION \"Loud\"(int) RETURNS int LANGUAGE sql AS 'select 1'");
        assertThat(support.refutedFunctions(alice, Set.of("usual", "exact", "calm", "loud", "nextval", "unknown")))
                .containsExactlyInAnyOrder("usual", "loud", "nextval");
    }

    private String version() throws SQLException {
        return support.schemaVersion(alice).orElseThrow();
    }
}
