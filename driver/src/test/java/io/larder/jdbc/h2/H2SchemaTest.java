package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ReadSet;
import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading and writing a name may do. */
class H2SchemaTest {
    private static final String ALIAS = "CREATE ALIAS twice FOR \"java.lang.Math.abs(int)\"";

    private final H2Support h2 = new H2Support();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private Connection alice;

    /** Does nothing; that it could is enough. */
    public static final class Idle implements Trigger {
        @Override
        public void fire(Connection connection, Object[] oldRow, Object[] newRow) {}
    }

    @BeforeEach
    void connect() throws SQLException {
        alice = DriverManager.getConnection(url, "sa", "");
        run("CREATE TABLE t (id INT PRIMARY KEY, a INT)");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
    }

    @Test
    void aTableIsPlain() throws SQLException {
        run("CREATE MEMORY TABLE \"Mixed Case\" (id INT)");
        assertThat(relation("t")).isEqualTo(new Relation(true, false, false, Set.of()));
        assertThat(relation("mixed case").plain()).isTrue();
        assertThat(model().userFunctions()).isEmpty();
        assertThat(model().relations()).doesNotContainKey(new TableName("unheard_of"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE GLOBAL TEMPORARY TABLE x (id INT)",
                "CREATE LOCAL TEMPORARY TABLE x (id INT)",
                "CREATE LINKED TABLE x ('org.h2.Driver', 'jdbc:h2:mem:', '', '', 'INFORMATION_SCHEMA.USERS')"
            })
    void whatIsNoTableOfTheDatabaseIsNotPlain(String definition) throws SQLException {
        run(definition);
        assertThat(relation("x").plain()).isFalse();
        assertThat(relation("x").readRunsUserCode()).isFalse();
        run(ALIAS);
        assertThat(relation("x").readRunsUserCode()).isTrue();
        assertThat(relation("t").plain()).isTrue();
    }

    @Test
    void aViewReadsWhatItsDefinitionNames() throws SQLException {
        run("CREATE TABLE s (id INT PRIMARY KEY, at TIMESTAMP)");
        run("CREATE VIEW v AS SELECT t.id, s.at FROM t LEFT JOIN s ON s.id = t.id WHERE t.a IN (SELECT a FROM t)");
        run("CREATE VIEW \"over v\" AS WITH w AS (SELECT id FROM v) SELECT COUNT(*) AS n FROM w UNION ALL SELECT 1");
        assertThat(readSet("v")).isEqualTo(new ReadSet(tables("v", "t", "s"), Optional.empty()));
        assertThat(readSet("over v")).isEqualTo(new ReadSet(tables("over v", "v", "t", "s"), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT id, CURRENT_TIMESTAMP AS at FROM t",
                "SELECT id FROM t WHERE RAND() < 2",
                "SELECT twice(a) AS a FROM t",
                "SELECT id FROM other",
                "SELECT 1 AS one",
                "SELECT table_name FROM INFORMATION_SCHEMA.TABLES",
                "SELECT id FROM hours",
                "SELECT NEXT VALUE FOR numbers AS n FROM t"
            })
    void aViewThatDependsOnMoreIsNotKept(String definition) throws SQLException {
        run(ALIAS);
        run("CREATE GLOBAL TEMPORARY TABLE other (id INT)");
        run("CREATE SEQUENCE numbers");
        run("CREATE TABLE hours (id INT, opens TIME)");
        run("CREATE VIEW v AS " + definition);
        run("CREATE VIEW above AS SELECT * FROM v");
        assertThat(readSet("v").notCacheable()).isPresent();
        assertThat(readSet("above").notCacheable()).isPresent();
    }

    @Test
    void aSynonymIsReadAndWrittenWithWhatItStandsFor() throws SQLException {
        run("CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE)");
        run("CREATE SYNONYM syn FOR t");
        assertThat(readSet("syn")).isEqualTo(new ReadSet(tables("syn", "t"), Optional.empty()));
        Change change = model().effectOf(new Write(
                Set.of(new TableChange(new TableName("syn"), TableChange.Kind.ANY)), Set.of(), UsedNames.NONE));
        assertThat(change.changesSchema()).isFalse();
        assertThat(change.concerns(new TableName("child"))).isTrue();
    }

    @Test
    void aNameThatIsAViewInAnotherSchemaIsReadAsBoth() throws SQLException {
        run("CREATE SCHEMA other");
        run("CREATE TABLE s (id INT)");
        run("CREATE VIEW other.\"T\" AS SELECT id FROM s");
        assertThat(readSet("t")).isEqualTo(new ReadSet(tables("t", "s"), Optional.empty()));
        assertThat(relation("t").writeRunsUserCode()).isTrue();
        run("CREATE VIEW other.\"S\" AS SELECT RAND() AS r");
        assertThat(readSet("t").notCacheable()).isPresent();
    }

    @Test
    void catalogsAreNotPlain() throws SQLException {
        assertThat(relation("tables")).isEqualTo(new Relation(false, false, true, Set.of()));
    }

    @Test
    void triggersRunUserCode() throws SQLException {
        run("CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW CALL '" + Idle.class.getName() + "'");
        assertThat(relation("t")).isEqualTo(new Relation(true, false, true, Set.of()));
        run("CREATE TRIGGER s BEFORE SELECT ON t CALL '" + Idle.class.getName() + "'");
        run("CREATE VIEW v AS SELECT * FROM t");
        assertThat(relation("t")).isEqualTo(new Relation(false, true, true, Set.of()));
        assertThat(h2.readSchema(alice).effectOf(query("v"))).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void aViewRunsTheRoutinesThatItCallsAndNoOthers() throws SQLException {
        run(ALIAS);
        run("CREATE VIEW calling AS SELECT twice(a) AS a FROM t");
        run("CREATE VIEW above AS SELECT a FROM calling");
        run("CREATE VIEW harmless AS SELECT a FROM t");
        assertThat(model().effectOf(query("above"))).isEqualTo(Change.EVERYTHING);
        assertThat(model().effectOf(query("harmless"))).isEqualTo(Change.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ON DELETE CASCADE",
                "ON DELETE SET NULL",
                "ON UPDATE CASCADE",
                "ON UPDATE SET DEFAULT ON DELETE RESTRICT"
            })
    void aForeignKeyThatActsCascades(String action) throws SQLException {
        run("CREATE TABLE child (t_id INT REFERENCES t (id) " + action + ")");
        assertThat(relation("t").cascades()).containsExactly(new TableName("child"));
        assertThat(relation("child").cascades()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ON DELETE RESTRICT", "ON DELETE NO ACTION ON UPDATE NO ACTION"})
    void aForeignKeyThatOnlyForbidsDoesNotCascade(String action) throws SQLException {
        run("CREATE TABLE child (t_id INT REFERENCES t (id) " + action + ")");
        assertThat(relation("t").cascades()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER TABLE t ADD CHECK (twice(a) > 0)",
                "ALTER TABLE t ALTER COLUMN a SET DEFAULT twice(1)",
                "ALTER TABLE t ALTER COLUMN a SET ON UPDATE twice(1)",
                "ALTER TABLE t ADD COLUMN b INT GENERATED ALWAYS AS (twice(a))"
            })
    void anExpressionThatCallsARoutineRunsUserCodeAtWrites(String change) throws SQLException {
        run(ALIAS);
        run("CREATE TABLE innocent (id INT DEFAULT 3, CHECK (id > 0))");
        assertThat(relation("t").writeRunsUserCode()).isFalse();
        run(change);
        assertThat(relation("t").writeRunsUserCode()).isTrue();
        assertThat(relation("t").plain()).isTrue();
        assertThat(relation("innocent").writeRunsUserCode()).isFalse();
    }

    @Test
    void aDomainThatCallsARoutineMayRunItAnywhere() throws SQLException {
        run(ALIAS);
        assertThat(model().userCasts()).isFalse();
        run("CREATE DOMAIN positive AS INT CHECK (twice(VALUE) > 0)");
        assertThat(model().userCasts()).isTrue();
        assertThat(relation("t").writeRunsUserCode()).isTrue();
    }

    @Test
    void routinesAreUserFunctions() throws SQLException {
        run(ALIAS);
        run("CREATE ALIAS \"other\" AS 'int other() { return 1; }'");
        assertThat(model().userFunctions()).containsExactlyInAnyOrder("twice", "other");
    }

    @Test
    void aUserWithoutRightsSeesTheSameSchema() throws SQLException {
        run(ALIAS);
        run("CREATE TABLE child (t_id INT REFERENCES t (id) ON DELETE CASCADE, CHECK (twice(t_id) > 0))");
        run("CREATE TRIGGER g AFTER INSERT ON t FOR EACH ROW CALL '" + Idle.class.getName() + "'");
        run("CREATE VIEW v AS SELECT * FROM t");
        run("CREATE SYNONYM s FOR t");
        run("CREATE USER carol PASSWORD 'x'");
        try (Connection carol = DriverManager.getConnection(url, "carol", "x")) {
            assertThat(h2.readSchema(carol)).isEqualTo(model());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"DATABASE_TO_UPPER=FALSE", "DATABASE_TO_LOWER=TRUE", "MODE=MSSQLServer", "MODE=Oracle"})
    void theCaseOfNamesDoesNotMatter(String setting) throws SQLException {
        try (Connection carol = DriverManager.getConnection("jdbc:h2:mem:;" + setting);
                Statement statement = carol.createStatement()) {
            statement.execute("CREATE TABLE Orders (id INT PRIMARY KEY)");
            statement.execute("CREATE TABLE items (id INT REFERENCES Orders (id) ON DELETE CASCADE)");
            assertThat(h2.readSchema(carol).relations())
                    .containsEntry(
                            new TableName("orders"), new Relation(true, false, false, Set.of(new TableName("items"))));
            assertThat(h2.readSession(carol, Set.of()).notCacheable()).isEmpty();
        }
    }

    private SchemaModel model() throws SQLException {
        return h2.readSchema(alice);
    }

    private ReadSet readSet(String name) throws SQLException {
        return model().readSet(query(name));
    }

    private static Read query(String name) {
        return new Read("", 0, tables(name), UsedNames.NONE, Optional.empty());
    }

    private static Set<TableName> tables(String... names) {
        return Arrays.stream(names).map(TableName::new).collect(Collectors.toSet());
    }

    private Relation relation(String name) throws SQLException {
        return Objects.requireNonNull(model().relations().get(new TableName(name)), name);
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = alice.createStatement()) {
            statement.execute(sql);
        }
    }
}
