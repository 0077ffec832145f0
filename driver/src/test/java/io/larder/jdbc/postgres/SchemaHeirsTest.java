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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** What partitions and heirs are read and written with. */
@ParameterizedClass
@ValueSource(ints = {14, 18})
class SchemaHeirsTest {
    private static final StatementPlanner PLANNER = new StatementPlanner(Dialect.POSTGRESQL, 100);

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;

    SchemaHeirsTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
    }

    @Test
    void partitionsAreReadAndWrittenWithTheirRoot() throws SQLException {
        execute(
                alice,
                "CREATE TABLE root (id int, t text) PARTITION BY LIST (id)",
                "CREATE TABLE leaf1 PARTITION OF root FOR VALUES IN (1)",
                "CREATE TABLE middle PARTITION OF root DEFAULT PARTITION BY LIST (t)",
                "CREATE TABLE leaf2 PARTITION OF middle DEFAULT",
                "CREATE INDEX ON root (id)");

        assertThat(readSet("root").notCacheable()).isEmpty();
        assertThat(readSet("root").tables()).isEqualTo(tables("root", "leaf1", "middle", "leaf2"));
        assertThat(readSet("leaf2").tables()).isEqualTo(tables("leaf2"));
        Change change = model().effectOf(write("UPDATE root SET id = 2"));
        assertThat(change.concerns(new TableName("leaf2"))).isTrue();
        assertThat(change.changesSchema()).isFalse();
        assertThat(model().effectOf(write("UPDATE leaf1 SET t = 'x'")).concerns(new TableName("leaf2")))
                .isFalse();
    }

    @Test
    void aTriggerOfTheRootFiresForEachPartition() throws SQLException {
        execute(
                alice,
                "CREATE TABLE root (id int) PARTITION BY LIST (id)",
                "CREATE TABLE leaf1 PARTITION OF root FOR VALUES IN (1)",
                "CREATE FUNCTION tf() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
                "CREATE TRIGGER x AFTER INSERT ON root FOR EACH ROW EXECUTE FUNCTION tf()");

        assertThat(model().effectOf(write("INSERT INTO root VALUES (1)"))).isEqualTo(Change.EVERYTHING);
        assertThat(model().effectOf(write("INSERT INTO leaf1 VALUES (1)"))).isEqualTo(Change.EVERYTHING);
    }

    @Test
    void foreignKeysOfPartitionsCascade() throws SQLException {
        execute(
                alice,
                "CREATE TABLE root (id int PRIMARY KEY) PARTITION BY LIST (id)",
                "CREATE TABLE leaf1 PARTITION OF root FOR VALUES IN (1)",
                "CREATE TABLE child (p int REFERENCES root ON DELETE CASCADE) PARTITION BY LIST (p)",
                "CREATE TABLE child1 PARTITION OF child FOR VALUES IN (1)");

        for (String parent : Set.of("root", "leaf1")) {
            Change change = model().effectOf(write("DELETE FROM " + parent));
            assertThat(change.changesSchema()).isFalse();
            assertThat(change.concerns(new TableName("child"))).isTrue();
            assertThat(change.concerns(new TableName("child1"))).isTrue();
        }
    }

    @Test
    void heirsAreReadAndWrittenWithTheirParents() throws SQLException {
        execute(alice, "CREATE TABLE item (id int)", "CREATE TABLE price (item int)");
        execute(alice, "CREATE VIEW shown AS SELECT id FROM item");
        execute(alice, "CREATE TABLE special () INHERITS (item)", "CREATE TABLE dear () INHERITS (special, price)");

        assertThat(readSet("item").tables()).isEqualTo(tables("item", "special", "dear"));
        assertThat(readSet("price").tables()).isEqualTo(tables("price", "dear"));
        assertThat(readSet("dear").tables()).isEqualTo(tables("dear"));
        assertThat(readSet("shown").tables()).isEqualTo(tables("shown", "item", "special", "dear"));
    }

    @Test
    void aForeignPartitionKeepsItsRootFromBeingKept() throws SQLException {
        execute(
                alice,
                "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w",
                "CREATE TABLE root (id int) PARTITION BY LIST (id)",
                "CREATE FOREIGN TABLE far PARTITION OF root FOR VALUES IN (1) SERVER s");

        assertThat(readSet("root").notCacheable()).contains(BypassReason.TABLE_NOT_PLAIN);
    }

    private SchemaModel model() throws SQLException {
        return new PostgresSupport().readSchema(alice);
    }

    private ReadSet readSet(String table) throws SQLException {
        return model().readSet((Read) PLANNER.plan("SELECT * FROM " + table));
    }

    private static Write write(String sql) {
        return (Write) PLANNER.plan(sql);
    }

    private static Set<TableName> tables(String... names) {
        return Arrays.stream(names).map(TableName::new).collect(Collectors.toSet());
    }
}
