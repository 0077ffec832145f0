package io.larder.jdbc.mariadb;

import static io.larder.jdbc.mariadb.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalogs say, to users with and without the rights to see it. */
class MariaDbSchemaTest {
    private static final StatementPlanner PLANNER = new StatementPlanner(Dialect.MARIADB, 1_000);

    private final TestDatabase database = new TestDatabase();
    private final Connection root = database.connect();
    private final String name = database.name();
    private final String user = "u" + name.substring(name.length() - 12);

    MariaDbSchemaTest() throws SQLException {}

    @BeforeEach
    void create() throws SQLException {
        execute(
                root,
                "CREATE USER " + user + " IDENTIFIED BY 'x'",
                "CREATE TABLE plain (id INT PRIMARY KEY, n INT, v INT AS (n + 1) VIRTUAL)",
                "CREATE TABLE child (id INT, p INT, FOREIGN KEY (p) REFERENCES plain (id) ON DELETE CASCADE)",
                "CREATE TABLE kept (id INT, p INT, FOREIGN KEY (p) REFERENCES plain (id) ON DELETE RESTRICT)",
                "CREATE TABLE grandchild (id INT PRIMARY KEY, p INT)",
                "CREATE TABLE parts (id INT) PARTITION BY HASH (id) PARTITIONS 2",
                "CREATE TABLE isam (id INT) ENGINE = MyISAM",
                "CREATE TABLE aria (id INT) ENGINE = Aria",
                "CREATE TABLE memory (id INT) ENGINE = MEMORY",
                "CREATE TABLE versioned (id INT) WITH SYSTEM VERSIONING",
                "CREATE SEQUENCE seq",
                "CREATE TABLE hours (t TIME)",
                "CREATE TABLE ages (n INT, age INT AS (YEAR(NOW())) VIRTUAL)",
                "CREATE TABLE watched (id INT)",
                "CREATE TABLE log (id INT)",
                "CREATE TRIGGER w AFTER INSERT ON watched FOR EACH ROW INSERT INTO log VALUES (1)",
                "CREATE FUNCTION f() RETURNS INT RETURN 1",
                "CREATE VIEW harmless AS SELECT id, LOWER(n) FROM plain",
                "CREATE VIEW above AS WITH w AS (SELECT id FROM harmless) SELECT w.id FROM w JOIN child c ON c.id = w.id",
                "CREATE VIEW daily AS SELECT id, NOW() AS at FROM plain",
                "CREATE VIEW overisam AS SELECT id FROM isam",
                "CREATE VIEW seen AS SELECT id FROM watched",
                "CREATE VIEW calling AS SELECT f() AS one FROM plain");
    }

    @AfterEach
    void drop() throws SQLException {
        execute(root, "DROP USER " + user);
        root.close();
        database.close();
    }

    private SchemaModel model(String... rights) throws SQLException {
        for (String right : rights) {
            execute(root, right.replace("$db", name).replace("$user", user));
        }
        try (Connection connection = rights.length == 0 ? root.unwrap(Connection.class) : database.connectAs(user)) {
            return new MariaDbSupport().readSchema(connection);
        }
    }

    private SchemaModel ofTheOwner() throws SQLException {
        return model("GRANT ALL ON $db.* TO $user");
    }

    private static Optional<BypassReason> reason(SchemaModel model, String table) {
        return model.readSet((Read) PLANNER.plan("SELECT * FROM " + table)).notCacheable();
    }

    private static Change effect(SchemaModel model, String sql) {
        return model.effectOf((Write) PLANNER.plan(sql));
    }

    @ParameterizedTest
    @CsvSource({
        "plain, true",
        "child, true",
        "kept, true",
        "parts, true",
        "watched, true",
        "isam, false",
        "aria, false",
        "memory, false",
        "versioned, false",
        "seq, false",
        "hours, false",
        "ages, false",
        "harmless, true",
        "above, true",
        "daily, false",
        "overisam, false",
        "calling, false",
        "nowhere, false"
    })
    void onlyTablesThatObeyTransactionsAndNotTheClockAreKept(String table, boolean kept) throws SQLException {
        assertThat(reason(ofTheOwner(), table).isEmpty()).isEqualTo(kept);
    }

    @Test
    void whatCascadesIsChanged() throws SQLException {
        SchemaModel model = ofTheOwner();
        Change delete = effect(model, "DELETE FROM plain WHERE id = 1");

        assertThat(delete.changesSchema()).isFalse();
        assertThat(delete.concerns(new TableName("child"))).isTrue();
        assertThat(delete.concerns(new TableName("kept"))).isFalse();
        assertThat(effect(model, "INSERT INTO plain (id) VALUES (1)").concerns(new TableName("child")))
                .isFalse();
    }

    @Test
    void aTriggerMayDoAnything() throws SQLException {
        SchemaModel model = ofTheOwner();

        assertThat(effect(model, "INSERT INTO watched VALUES (1)")).isEqualTo(Change.EVERYTHING);
        assertThat(effect(model, "INSERT INTO log VALUES (1)")).isNotEqualTo(Change.EVERYTHING);
    }

    @Test
    void aViewThatCallsAFunctionMayDoAnything() throws SQLException {
        SchemaModel model = ofTheOwner();

        assertThat(model.effectOf((Read) PLANNER.plan("SELECT * FROM calling"))).isEqualTo(Change.EVERYTHING);
        assertThat(model.effectOf((Read) PLANNER.plan("SELECT * FROM harmless")).isNothing())
                .isTrue();
        assertThat(effect(model, "UPDATE calling SET one = 1")).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void aViewIsReadAndWrittenWithWhatItNames() throws SQLException {
        SchemaModel model = ofTheOwner();

        assertThat(model.readSet((Read) PLANNER.plan("SELECT * FROM above")).tables())
                .extracting(TableName::name)
                .containsExactlyInAnyOrder("above", "harmless", "plain", "child");
        Change update = effect(model, "UPDATE harmless SET id = 1");
        assertThat(update.changesSchema()).isFalse();
        assertThat(update.concerns(new TableName("plain"))).isTrue();
        assertThat(update.concerns(new TableName("child"))).isTrue();
        assertThat(update.concerns(new TableName("log"))).isFalse();
        assertThat(effect(model, "INSERT INTO seen VALUES (1)")).isEqualTo(Change.EVERYTHING);
        assertThat(effect(model, "UPDATE daily SET id = 1")).isEqualTo(Change.EVERYTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT SELECT, INSERT, UPDATE, DELETE ON $db.* TO $user",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON *.* TO $user",
                "GRANT SELECT, INSERT, TRIGGER ON $db.watched TO $user"
            })
    void whoDoesNotSeeAllTriggersMayFireAny(String grant) throws SQLException {
        SchemaModel model = model(grant);

        assertThat(reason(model, "watched")).isEmpty();
        assertThat(effect(model, "INSERT INTO watched VALUES (1)")).isEqualTo(Change.EVERYTHING);
        assertThat(effect(model, "INSERT INTO plain (id) VALUES (1)")).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void whoDoesNotSeeTheTextOfAViewMayRunAnyCode() throws SQLException {
        SchemaModel model = model("GRANT SELECT, TRIGGER ON $db.* TO $user");

        assertThat(model.effectOf((Read) PLANNER.plan("SELECT * FROM harmless")))
                .isEqualTo(Change.EVERYTHING);
        assertThat(reason(model, "harmless")).contains(BypassReason.TABLE_NOT_PLAIN);
    }

    @Test
    void whoMayTakeARoleMayWriteWhatHeDoesNotSee() throws SQLException {
        String role = "r" + user;
        try {
            SchemaModel model =
                    model("CREATE ROLE " + role, "GRANT ALL ON $db.* TO $user", "GRANT " + role + " TO $user");
            assertThat(reason(model, "plain")).isEmpty();
            assertThat(effect(model, "INSERT INTO plain (id) VALUES (1)")).isEqualTo(Change.EVERYTHING);
        } finally {
            execute(root, "DROP ROLE " + role);
        }
    }

    @Test
    void aChildInAnotherDatabaseIsNotKept() throws SQLException {
        try (TestDatabase other = new TestDatabase();
                Connection there = other.connect()) {
            execute(
                    there,
                    "CREATE TABLE stepchild (id INT, p INT," + " FOREIGN KEY (p) REFERENCES " + name
                            + ".plain (id) ON DELETE SET NULL)");
            SchemaModel model = model("GRANT ALL ON $db.* TO $user", "GRANT ALL ON " + other.name() + ".* TO $user");
            assertThat(reason(model, "stepchild")).contains(BypassReason.TABLE_NOT_PLAIN);
            execute(there, "DROP TABLE stepchild");
        }
    }

    @Test
    void tablesOfOneNameShareTheMostCarefulAnswer() throws SQLException {
        try (TestDatabase other = new TestDatabase();
                Connection there = other.connect()) {
            execute(there, "CREATE TABLE plain (id INT) ENGINE = MyISAM");
            assertThat(reason(ofTheOwner(), "plain")).isEmpty();
            SchemaModel model = model("GRANT ALL ON " + other.name() + ".* TO $user");
            assertThat(reason(model, "plain")).contains(BypassReason.TABLE_NOT_PLAIN);
        }
    }

    @Test
    void aLimitOfRowsHidesNothing() throws SQLException {
        execute(root, "SET sql_select_limit = 1");

        assertThat(new MariaDbSupport().readSchema(root).relations()).hasSizeGreaterThan(15);
    }
}
