package io.larder.jdbc.mariadb;

import static io.larder.jdbc.mariadb.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.database.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What changes the version of a schema as one user sees it, and what does not. */
class MariaDbSchemaVersionTest {
    private final MariaDbSupport support = new MariaDbSupport();
    private final TestDatabase database = new TestDatabase();
    private final Connection root = database.connect();
    private final String name = database.name();
    private final String user = "u" + name.substring(name.length() - 12);
    private final String role = "r" + name.substring(name.length() - 12);

    MariaDbSchemaVersionTest() throws SQLException {}

    @BeforeEach
    void create() throws SQLException {
        execute(
                root,
                "CREATE USER " + user + " IDENTIFIED BY 'x'",
                "CREATE ROLE " + role,
                "GRANT " + role + " TO " + user,
                "CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(100))",
                "CREATE TABLE secret (id INT)",
                "GRANT SELECT, UPDATE ON item TO " + user,
                "GRANT SELECT ON secret TO " + role);
    }

    @AfterEach
    void drop() throws SQLException {
        execute(root, "DROP USER " + user, "DROP ROLE " + role);
        root.close();
        database.close();
    }

    @Test
    void eachChangeOfTheSchemaChangesIt() throws SQLException {
        for (String change : new String[] {
            "CREATE TABLE another (id INT)",
            "ALTER TABLE item ADD COLUMN price INT",
            "ALTER TABLE item ALTER COLUMN price SET DEFAULT 5",
            "ALTER TABLE item CHANGE COLUMN price cost BIGINT",
            "ALTER TABLE item MODIFY COLUMN name VARCHAR(100) COLLATE utf8mb4_bin",
            "ALTER TABLE another ENGINE = MyISAM",
            "RENAME TABLE another TO third",
            "CREATE TABLE child (p INT, FOREIGN KEY (p) REFERENCES item (id) ON DELETE CASCADE)",
            "CREATE VIEW shown AS SELECT id FROM item",
            "CREATE OR REPLACE VIEW shown AS SELECT id + 1 AS id FROM item",
            "CREATE TRIGGER t AFTER INSERT ON item FOR EACH ROW INSERT INTO secret VALUES (1)",
            "DROP TRIGGER t",
            "CREATE FUNCTION f() RETURNS INT DETERMINISTIC RETURN 1",
            "DROP FUNCTION f",
            "SET GLOBAL read_only = 1",
            "SET GLOBAL read_only = 0",
            "DROP TABLE third"
        }) {
            String before = version(root);
            execute(root, change);
            assertThat(version(root)).as(change).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "REVOKE SELECT ON item FROM %1$s",
                "REVOKE UPDATE ON item FROM %1$s",
                "GRANT INSERT ON item TO %1$s",
                "GRANT SELECT (id) ON secret TO %1$s",
                "GRANT SELECT ON *.* TO %1$s",
                "REVOKE %2$s FROM %1$s",
                "DROP TABLE item"
            })
    void aRightOfTheUserThatChangesChangesIt(String change) throws SQLException {
        try (Connection alice = database.connectAs(user)) {
            String before = version(alice);
            execute(root, String.format(change, user, role));
            assertThat(version(alice)).isNotEqualTo(before);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"REVOKE SELECT ON secret FROM %2$s", "GRANT UPDATE ON secret TO %2$s"})
    void aRightOfTheRoleThatIsSetChangesIt(String change) throws SQLException {
        try (Connection alice = database.connectAs(user)) {
            execute(alice, "SET ROLE " + role);
            String before = version(alice);
            execute(root, String.format(change, user, role));
            assertThat(version(alice)).isNotEqualTo(before);
        }
    }

    @Test
    void rowsAndSettingsOfTheSessionDoNotChangeIt() throws SQLException {
        String before = version(root);
        execute(
                root,
                "INSERT INTO item VALUES (1, 'apple'), (2, 'pear')",
                "ANALYZE TABLE item",
                "DELETE FROM item WHERE id = 1",
                "CREATE TEMPORARY TABLE mine (id INT)",
                "SET time_zone = '+05:00'",
                "SET sql_select_limit = 1",
                "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
                "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        assertThat(version(root)).isEqualTo(before);
    }

    @Test
    void itLeavesNoTransactionOpen() throws SQLException {
        try (Connection alice = database.connectAs(user)) {
            version(alice);
            assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
            support.readSchema(alice);
            assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
            support.readSession(alice, Set.of());
            assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        }
    }

    @Test
    void functionsThatAreNotDeterministicOrReadTablesAreRefuted() throws SQLException {
        execute(
                root,
                "CREATE FUNCTION exact(n INT) RETURNS INT DETERMINISTIC NO SQL RETURN n",
                "CREATE FUNCTION usual(n INT) RETURNS INT RETURN n",
                "CREATE FUNCTION curious(n INT) RETURNS INT DETERMINISTIC READS SQL DATA RETURN n");
        assertThat(support.refutedFunctions(root, Set.of("exact", "usual", "curious", "unknown")))
                .containsExactlyInAnyOrder("usual", "curious");
    }

    private String version(Connection connection) throws SQLException {
        return support.schemaVersion(connection).orElseThrow();
    }
}
