package io.larder.jdbc.postgres;

import static io.larder.jdbc.postgres.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {14, 18})
class LockQueryTest {
    private final LockQuery locks = new LockQuery();

    @AutoClose
    private final TestDatabase database;

    private final Connection alice;

    LockQueryTest(int major) throws SQLException {
        database = new TestDatabase(major);
        alice = database.connect();
    }

    @BeforeEach
    void createTables() throws SQLException {
        execute(
                alice,
                "CREATE SCHEMA other",
                "CREATE TABLE item (id int PRIMARY KEY, long text)",
                "CREATE TABLE other.\"Odd.Name\" (id int REFERENCES item)",
                "CREATE VIEW seen AS SELECT * FROM other.\"Odd.Name\"",
                "CREATE TABLE part (id int) PARTITION BY LIST (id)",
                "CREATE TABLE leaf PARTITION OF part FOR VALUES IN (1)",
                "CREATE SEQUENCE counter",
                "CREATE FUNCTION hidden() RETURNS bigint LANGUAGE plpgsql AS"
                        + " $$ BEGIN RETURN (SELECT count(*) FROM item); END $$");
        alice.setAutoCommit(false);
    }

    /** Names in order; those that are locked for writing have an exclamation mark. */
    private List<String> locked() throws SQLException {
        return locks.locked(alice).stream()
                .map(lock -> lock.table().name() + (lock.written() ? "!" : ""))
                .sorted()
                .toList();
    }

    @Test
    void whatAStatementUsesIsLocked() throws SQLException {
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("SELECT 1", "");
        expected.put("SELECT relname FROM pg_class", "");
        expected.put("SELECT table_name FROM information_schema.tables", "");
        expected.put("SELECT * FROM item WHERE id = 1", "item");
        expected.put("SELECT * FROM seen", "odd.name seen");
        expected.put("SELECT * FROM part", "leaf part");
        expected.put("SELECT hidden()", "item");
        expected.put("SELECT id FROM item FOR UPDATE", "item");
        expected.put("SELECT nextval('counter')", "counter!");
        expected.put("INSERT INTO item VALUES (1)", "item!");
        expected.put("INSERT INTO part VALUES (1)", "leaf! part!");
        expected.put("INSERT INTO leaf SELECT id FROM item", "item leaf!");
        expected.put("INSERT INTO other.\"Odd.Name\" VALUES (NULL)", "odd.name!");
        expected.put("DELETE FROM item WHERE id = 5", "item!");
        expected.put("TRUNCATE item CASCADE", "item! odd.name!");
        for (String sql : expected.keySet()) {
            execute(alice, sql);
            assertThat(String.join(" ", locked())).as(sql).isEqualTo(expected.get(sql));
            alice.rollback();
        }
    }

    @Test
    void whatIsRolledBackIsNotLockedAnyMore() throws SQLException {
        execute(alice, "SELECT * FROM item", "SAVEPOINT s", "SELECT * FROM leaf", "ROLLBACK TO SAVEPOINT s");
        assertThat(locked()).containsExactly("item");
    }

    @Test
    void whatATransactionHasDroppedHasNoName() throws SQLException {
        execute(alice, "DROP SEQUENCE counter", "SELECT * FROM item");
        assertThat(locked()).contains("item");
    }

    @Test
    void inATransactionOfTheApplicationsNoTraceIsLeft() throws SQLException {
        execute(alice, "SELECT * FROM item", "SAVEPOINT larder", "SELECT * FROM leaf");
        assertThat(locks.lockedSoFar(alice))
                .extracting(lock -> lock.table().name())
                .containsExactlyInAnyOrder("item", "leaf");
        execute(alice, "ROLLBACK TO SAVEPOINT larder");
        assertThat(locked()).containsExactly("item");
    }

    @Test
    void whatTheDatabaseRefusesDoesNotEndTheTransaction() throws SQLException {
        execute(
                alice,
                "REVOKE EXECUTE ON FUNCTION pg_catalog.pg_lock_status() FROM PUBLIC",
                "CREATE ROLE reader_of_locks",
                "SET LOCAL ROLE reader_of_locks");
        assertThatThrownBy(() -> locks.lockedSoFar(alice)).isInstanceOf(SQLException.class);
        execute(alice, "RESET ROLE", "SELECT * FROM item");
        assertThat(locked()).contains("item");
    }
}
