package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class SchemaQueryTest {
    private static final String FUNCTION =
            "CREATE FUNCTION f(int) RETURNS int IMMUTABLE LANGUAGE plpgsql AS 'BEGIN RETURN $1; END'";
    private static final String TRIGGER_FUNCTION =
            "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'";

    private final PostgresSupport support = new PostgresSupport();

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;

    SchemaQueryTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
    }

    @Test
    void anOrdinaryTableIsPlain() throws SQLException {
        execute(
                alice,
                "CREATE TABLE \"Shop\" (id bigserial PRIMARY KEY, name text UNIQUE CHECK (name <> ''),"
                        + " upper text GENERATED ALWAYS AS (upper(name)) STORED, at timestamptz DEFAULT now())",
                "CREATE INDEX ON \"Shop\" (lower(name))");

        assertThat(relation("shop")).isEqualTo(new Relation(true, false, false, Set.of()));
        assertThat(relation("shop_id_seq")).isEqualTo(new Relation(false, false, false, Set.of()));
        assertThat(model().userFunctions()).isEmpty();
        assertThat(model().userOperators()).isEmpty();
        assertThat(model().userCasts()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SEQUENCE t",
                "CREATE UNLOGGED TABLE t (a int)",
                "CREATE TABLE t (a int); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO base VALUES (1)",
                "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;"
                        + " CREATE FOREIGN TABLE t (a int) SERVER s",
                "CREATE TABLE t (a int); CREATE SCHEMA s; CREATE SEQUENCE s.t",
                "CREATE TABLE t (a int); CREATE SCHEMA s; CREATE SEQUENCE s.\"T\"",
                "CREATE TABLE t (a int); CREATE TEMP TABLE child () INHERITS (t)"
            })
    void aRelationThatIsNotAnOrdinaryTableIsNotPlain(String definition) throws SQLException {
        execute(alice, "CREATE TABLE base (a int)", definition);

        assertThat(relation("t").plain()).isFalse();
        assertThat(model().userCasts()).isFalse();
    }

    @Test
    void aTableNamedLikeACatalogIsNotPlain() throws SQLException {
        execute(alice, "CREATE TABLE pg_class (a int)", "CREATE TABLE \"columns\" (a int)");

        assertThat(relation("pg_class")).isEqualTo(new Relation(false, false, true, Set.of()));
        assertThat(relation("columns")).isEqualTo(new Relation(false, false, true, Set.of()));
    }

    @Test
    void temporaryTablesOfOtherSessionsDoNotCount() throws SQLException {
        execute(alice, "CREATE TABLE t (a int)");
        try (Connection bob = database.connect()) {
            execute(bob, "CREATE TEMP TABLE t (a int)", "CREATE TEMP TABLE other (a int)");

            assertThat(relation("t").plain()).isTrue();
            assertThat(model().relations()).doesNotContainKey(new TableName("other"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a int); CREATE TRIGGER x BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION tf()",
                "CREATE TABLE t (a int); CREATE RULE r AS ON INSERT TO t DO ALSO INSERT INTO base VALUES (1)",
                "CREATE TABLE t (a int DEFAULT f(1))",
                "CREATE TABLE t (a int CHECK (f(a) > 0))",
                "CREATE TABLE t (a int, b int GENERATED ALWAYS AS (f(a)) STORED)",
                "CREATE TABLE t (a int); CREATE INDEX ON t (f(a))",
                "CREATE TABLE t (a int); CREATE INDEX ON t (a) WHERE f(a) > 0",
                "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = g);"
                        + " CREATE TABLE t (a int CHECK (a === 1))"
            })
    void aTableWhoseWritesRunUserCodeIsMarked(String definition) throws SQLException {
        execute(
                alice,
                "CREATE TABLE base (a int)",
                FUNCTION,
                TRIGGER_FUNCTION,
                "CREATE FUNCTION g(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = $2'",
                definition);

        assertThat(relation("t").writeRunsUserCode()).isTrue();
        assertThat(relation("base").writeRunsUserCode()).isFalse();
    }

    @Test
    void cascadesLeadFromParentToChild() throws SQLException {
        execute(
                alice,
                "CREATE TABLE parent (id int PRIMARY KEY)",
                "CREATE TABLE deleted (p int REFERENCES parent ON DELETE CASCADE)",
                "CREATE TABLE nulled (p int REFERENCES parent ON DELETE SET NULL)",
                "CREATE TABLE defaulted (p int DEFAULT 1 REFERENCES parent ON UPDATE SET DEFAULT)",
                "CREATE TABLE updated (p int REFERENCES parent ON UPDATE CASCADE)",
                "CREATE TABLE refused (p int REFERENCES parent ON DELETE RESTRICT)");

        assertThat(relation("parent").plain()).isTrue();
        assertThat(relation("parent").writeRunsUserCode()).isFalse();
        assertThat(relation("parent").cascades())
                .extracting(TableName::name)
                .containsExactlyInAnyOrder("deleted", "nulled", "defaulted", "updated");
        assertThat(relation("deleted").cascades()).isEmpty();
    }

    @Test
    void aViewRunsTheUserCodeOfAllThatItReads() throws SQLException {
        execute(
                alice,
                FUNCTION,
                "CREATE TABLE base (a int)",
                "CREATE VIEW harmless AS SELECT a FROM base",
                "CREATE VIEW calling AS SELECT f(a) AS a FROM base",
                "CREATE VIEW above AS SELECT a FROM calling",
                "CREATE VIEW top AS SELECT h.a FROM harmless h JOIN above USING (a)",
                "CREATE TABLE secured (a int)",
                "ALTER TABLE secured ENABLE ROW LEVEL SECURITY",
                "CREATE POLICY p ON secured USING (f(a) > 0)",
                "CREATE VIEW oversecured AS SELECT a FROM secured");

        assertThat(relation("harmless").readRunsUserCode()).isFalse();
        assertThat(relation("base").readRunsUserCode()).isFalse();
        for (String name : Set.of("calling", "above", "top", "secured", "oversecured")) {
            assertThat(relation(name).readRunsUserCode()).as(name).isTrue();
        }
    }

    @Test
    void functionsAndAggregatesOfUsersAreListedInLowerCase() throws SQLException {
        execute(
                alice,
                FUNCTION,
                "CREATE FUNCTION \"Mixed\"() RETURNS int LANGUAGE sql AS 'SELECT 1'",
                "CREATE AGGREGATE total(int) (SFUNC = int4pl, STYPE = int)");

        assertThat(model().userFunctions()).containsExactlyInAnyOrder("f", "mixed", "total");
    }

    @Test
    void anOperatorOfUsersIsListedUnlessItsFunctionIsOfPostgres() throws SQLException {
        execute(
                alice,
                "CREATE FUNCTION g(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 = $2'",
                "CREATE OPERATOR === (LEFTARG = int, RIGHTARG = int, FUNCTION = g)",
                "CREATE OPERATOR ==== (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq)");

        assertThat(model().userOperators()).containsExactly("===");
        assertThat(model().userCasts()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE CAST (pair AS int) WITH FUNCTION first(pair) AS IMPLICIT",
                "CREATE CAST (pair AS int) WITH FUNCTION first(pair)",
                "CREATE DOMAIN positive AS int CHECK (f(VALUE) > 0)",
                "CREATE OPERATOR CLASS strange FOR TYPE int USING btree AS"
                        + " OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >,"
                        + " FUNCTION 1 cmp(int, int)"
            })
    void userCodeThatNoTextShowsIsMarked(String definition) throws SQLException {
        execute(
                alice,
                FUNCTION,
                "CREATE TYPE pair AS (a int, b int)",
                "CREATE FUNCTION first(pair) RETURNS int LANGUAGE sql AS 'SELECT $1.a'",
                "CREATE FUNCTION cmp(int, int) RETURNS int IMMUTABLE LANGUAGE sql AS 'SELECT sign($1 - $2)::int'");
        assertThat(model().userCasts()).isFalse();

        execute(alice, definition);

        assertThat(model().userCasts()).isTrue();
    }

    private SchemaModel model() throws SQLException {
        return support.readSchema(alice);
    }

    private Relation relation(String name) throws SQLException {
        Map<TableName, Relation> relations = model().relations();
        assertThat(relations).containsKey(new TableName(name));
        return Objects.requireNonNull(relations.get(new TableName(name)));
    }
}
