package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changes the version of a schema, and what does not. */
class H2SchemaVersionTest {
    private final H2Support h2 = new H2Support();
    private final String url = "jdbc:h2:mem:V" + UUID.randomUUID();
    private Connection alice;
    private Connection bob;

    @BeforeEach
    void connect() throws SQLException {
        alice = DriverManager.getConnection(url, "sa", "");
        bob = DriverManager.getConnection(url, "sa", "");
        run("CREATE TABLE item (id INT PRIMARY KEY, name VARCHAR(100))", "CREATE USER reader PASSWORD 'x'");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
        bob.close();
    }

    @Test
    void eachChangeOfTheSchemaOrOfARightChangesIt() throws SQLException {
        for (String change : new String[] {
            "CREATE SCHEMA other",
            "CREATE TABLE another (id INT)",
            "ALTER TABLE item ADD COLUMN price INT",
            "ALTER TABLE item ALTER COLUMN price SET DEFAULT 5",
            "ALTER TABLE item ALTER COLUMN price SET NOT NULL",
            "ALTER TABLE item ALTER COLUMN price RENAME TO cost",
            "ALTER TABLE item ALTER COLUMN cost SET DATA TYPE BIGINT",
            "ALTER TABLE item ADD CONSTRAINT positive CHECK (id > 0)",
            "ALTER TABLE another RENAME TO third",
            "CREATE TABLE child (p INT REFERENCES item ON DELETE CASCADE)",
            "CREATE VIEW shown AS SELECT id FROM item",
            "CREATE OR REPLACE VIEW shown AS SELECT id + 1 AS id FROM item",
            "CREATE SYNONYM alias FOR item",
            "CREATE ALIAS f DETERMINISTIC FOR 'java.lang.Math.abs(int)'",
            "CREATE TRIGGER t AFTER INSERT ON item CALL 'io.larder.jdbc.h2.H2SchemaVersionTest$Quiet'",
            "DROP TRIGGER t",
            "CREATE DOMAIN positive AS INT DEFAULT 1",
            "ALTER DOMAIN positive SET DEFAULT 2",
            "GRANT SELECT ON item TO reader",
            "GRANT INSERT ON item TO reader",
            "REVOKE INSERT ON item FROM reader",
            "REVOKE SELECT ON item FROM reader",
            "CREATE ROLE readers",
            "GRANT SELECT ON SCHEMA public TO readers",
            "GRANT readers TO reader",
            "REVOKE readers FROM reader",
            "ALTER USER reader ADMIN TRUE",
            "ALTER USER reader ADMIN FALSE",
            "SET MODE PostgreSQL",
            "SET IGNORECASE TRUE",
            "CREATE GLOBAL TEMPORARY TABLE passing (id INT)",
            "DROP TABLE passing",
            "DROP TABLE third"
        }) {
            String before = version();
            run(change);
            assertThat(version()).as(change).isNotEqualTo(before);
        }
    }

    @Test
    void rowsAndSessionsDoNotChangeIt() throws SQLException {
        String before = version();
        run(
                "INSERT INTO item VALUES (1, 'apple')",
                "UPDATE item SET name = 'x'",
                "SET SCHEMA public",
                "SET LOCK_TIMEOUT 500",
                "CREATE LOCAL TEMPORARY TABLE passing (id INT)",
                "SET @a = 1",
                "SELECT * FROM item",
                "DELETE FROM item");
        assertThat(version()).isEqualTo(before);
    }

    @Test
    void functionsThatAreNotDeterministicAreRefuted() throws SQLException {
        run(
                "CREATE ALIAS exact DETERMINISTIC FOR 'java.lang.Math.abs(int)'",
                "CREATE ALIAS usual FOR 'java.lang.Math.abs(int)'");
        assertThat(h2.refutedFunctions(alice, Set.of("exact", "usual", "unknown")))
                .containsExactly("usual");
    }

    private String version() throws SQLException {
        return h2.schemaVersion(alice).orElseThrow();
    }

    private void run(String... texts) throws SQLException {
        try (Statement statement = bob.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    /** Does nothing. */
    public static final class Quiet implements org.h2.api.Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {}
    }
}
