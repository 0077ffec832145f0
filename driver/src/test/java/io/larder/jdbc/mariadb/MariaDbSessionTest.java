package io.larder.jdbc.mariadb;

import static io.larder.jdbc.mariadb.TestDatabase.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.BypassReason;
import io.larder.testservers.TestServers;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MariaDbSessionTest {
    private final MariaDbSupport support = new MariaDbSupport();
    private final TestDatabase database = new TestDatabase();
    private final Connection alice = database.connect();

    MariaDbSessionTest() throws SQLException {}

    @AfterEach
    void drop() throws SQLException {
        alice.close();
        database.close();
    }

    private SessionSnapshot read(Connection connection) throws SQLException {
        return support.readSession(connection, Set.of());
    }

    @Test
    void equalSessionsHaveEqualKeysWhateverTheyHaveDone() throws SQLException {
        SessionSnapshot first = read(alice);
        try (Connection bob = database.connect()) {
            execute(
                    bob,
                    "CREATE TABLE t (id INT AUTO_INCREMENT PRIMARY KEY)",
                    "INSERT INTO t VALUES (NULL)",
                    "SET TIMESTAMP = 5",
                    "SELECT RAND()",
                    "SELECT CAST('x' AS SIGNED)");
            assertThat(read(bob)).isEqualTo(first);
        }
        assertThat(first.notCacheable()).isEmpty();
        assertThat(first.isolation()).isEqualTo(Connection.TRANSACTION_REPEATABLE_READ);
    }

    @Test
    void allWaysToAServerShareItsClocks() throws SQLException {
        String url = TestServers.mariadb().jdbcUrl();
        String localhost = url.replaceFirst("//[^:/]+", "//localhost");
        try (Connection bob = DriverManager.getConnection(url);
                Connection carol = DriverManager.getConnection(localhost)) {
            assertThat(read(bob).clockDomain()).isEqualTo(read(alice).clockDomain());
            assertThat(read(carol)).isEqualTo(read(bob));
            assertThat(read(bob).key()).isNotEqualTo(read(alice).key());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET time_zone = '+05:00'",
                "SET sql_mode = 'ANSI'",
                "SET NAMES utf8mb4 COLLATE utf8mb4_bin",
                "SET character_set_results = NULL",
                "SET sql_select_limit = 5",
                "SET group_concat_max_len = 10",
                "SET div_precision_increment = 9",
                "SET lc_time_names = 'de_DE'",
                "SET default_week_format = 3",
                "SET old_mode = ''",
                "SET max_statement_time = 5",
                "SET system_versioning_asof = '2024-01-01'",
                "SET optimizer_switch = 'mrr=on'",
                "SET block_encryption_mode = 'aes-256-cbc'",
                "SET default_regex_flags = 'DOTALL'",
                "SET max_recursive_iterations = 5",
                "USE information_schema",
                "SET ROLE NONE"
            })
    void aSettingIsPartOfTheKey(String setting) throws SQLException {
        SessionSnapshot before = read(alice);
        execute(alice, setting);
        boolean changes = !setting.equals("SET ROLE NONE");
        assertThat(read(alice).key().equals(before.key())).isEqualTo(!changes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timezone=+09:00",
                "connectionTimeZone=+09:00",
                "tinyInt1isBit=false",
                "sessionVariables=sql_mode='ANSI'"
            })
    void anOptionOfTheConnectorIsPartOfTheKey(String option) throws SQLException {
        try (Connection bob = database.connect(option)) {
            assertThat(read(bob).key()).isNotEqualTo(read(alice).key());
        }
    }

    @Test
    void noSecretIsPartOfTheKey() throws SQLException {
        try (Connection bob = database.connect("keyStorePassword=hidden", "sslMode=disable")) {
            assertThat(read(bob).key()).noneMatch(part -> part.contains("hidden"));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "CREATE TEMPORARY TABLE x (id INT) ! TEMPORARY_TABLES",
                "SET sql_mode = 'ORACLE' ! SESSION_NOT_KNOWN",
                "SET sql_auto_is_null = 1 ! SESSION_NOT_KNOWN",
                "USE mysql ! CATALOG_READ",
                "FLUSH STATUS ! SESSION_NOT_KNOWN"
            })
    void whatCannotBePartOfAKeyMakesTheSessionUncacheable(String statement, BypassReason reason) throws SQLException {
        assertThat(read(alice).notCacheable()).isEmpty();
        if (statement.startsWith("FLUSH")) {
            // It counts in whole seconds.
            assertThat(FlushedCounters.areReliable(alice, -5)).isFalse();
            return;
        }
        execute(alice, statement);
        assertThat(read(alice).notCacheable()).contains(reason);
    }

    @Test
    void aSessionThatHasLockedTablesIsNotCacheableUntilItUnlocksThem() throws SQLException {
        execute(alice, "CREATE TABLE t (id INT)", "LOCK TABLES t READ");
        assertThat(read(alice).notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
        execute(alice, "UNLOCK TABLES");
        assertThat(read(alice).notCacheable()).isEmpty();
    }

    @Test
    void aServerThatIsReadOnlyIsAStandby() throws SQLException {
        try {
            execute(alice, "SET GLOBAL read_only = 1");
            assertThat(read(alice).onlyIfAllowed()).containsExactly(BypassReason.STANDBY);
        } finally {
            execute(alice, "SET GLOBAL read_only = 0");
        }
        assertThat(read(alice).notCacheable()).isEmpty();
    }

    @Test
    void aLimitOfRowsHidesNoVariable() throws SQLException {
        execute(alice, "SET sql_select_limit = 1");
        SessionSnapshot limited = read(alice);
        assertThat(limited.key()).hasSizeGreaterThan(100);
        assertThat(limited.notCacheable()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"READ UNCOMMITTED, 1", "READ COMMITTED, 2", "REPEATABLE READ, 4", "SERIALIZABLE, 8"})
    void theIsolationLevelIsThatOfTheNextTransaction(String level, int expected) throws SQLException {
        execute(alice, "SET SESSION TRANSACTION ISOLATION LEVEL " + level);
        assertThat(read(alice).isolation()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"replication", "loadbalance", "sequential"})
    void whichOfSeveralHostsIsReachedIsNotKnown(String mode) throws SQLException {
        String url = TestServers.mariadb().jdbcUrl();
        String host = url.replaceFirst(".*//", "").replaceFirst("/.*", "");
        String several =
                url.replaceFirst("//[^/]+", mode + "://" + host + "," + host).replace("jdbc:mariadb:", "jdbc:mariadb:");
        try (Connection bob = DriverManager.getConnection(several)) {
            assertThat(support.recognizes(bob)).isTrue();
            assertThatThrownBy(() -> read(bob)).isInstanceOf(SQLException.class).hasMessageContaining("hosts");
        }
    }

    @Test
    void whereATransactionStandsIsToldByTheServer() throws SQLException {
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        execute(alice, "CREATE TABLE t (id INT)", "BEGIN");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        execute(alice, "COMMIT");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        alice.setAutoCommit(false);
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
        execute(alice, "SELECT * FROM t");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        alice.rollback();
        execute(alice, "XA START 'status'");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.OPEN);
        execute(alice, "XA END 'status'", "XA ROLLBACK 'status'");
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
    }

    @Test
    void textIsReadByTheBookInUnicodeOnly() throws SQLException {
        assertThat(support.lexesByTheBook(alice)).isTrue();
        execute(alice, "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES'");
        assertThat(support.lexesByTheBook(alice)).isTrue();
    }

    @Test
    void whatTheServerRefusesHasNoEffect() throws SQLException {
        execute(alice, "CREATE TABLE t (id INT PRIMARY KEY, n TINYINT NOT NULL)", "INSERT INTO t VALUES (1, 1)");
        for (String refused : new String[] {
            "INSERT INTO t VALUES (1, 1)", "INSERT INTO t VALUES (2, 1000)", "INSERT INTO t VALUES (2, NULL)",
            "INSERT INTO t VALUES (1)", "INSERT INTO nowhere VALUES (1)", "UPDATE t SET"
        }) {
            assertThat(support.outcomeUnknown(failure(alice, refused)))
                    .as(refused)
                    .isFalse();
        }
    }

    @Test
    void whatBreaksOrComesTooLateMayHaveAnEffect() throws SQLException {
        execute(alice, "CREATE TABLE t (id INT PRIMARY KEY)");
        SQLException late;
        try (Statement statement = alice.createStatement()) {
            late = org.assertj.core.api.Assertions.catchThrowableOfType(
                    SQLException.class, () -> statement.executeUpdate("INSERT INTO t VALUES (1) RETURNING id"));
        }
        assertThat(support.outcomeUnknown(late)).isTrue();
        assertThat(support.outcomeUnknown(new SQLException("lost", "08000", 0))).isTrue();
        assertThat(support.outcomeUnknown(new SQLException("interrupted", "70100", 1317)))
                .isTrue();
        assertThat(support.outcomeUnknown(new BatchUpdateException("part", "23000", 1062, new int[0])))
                .isTrue();
        assertThat(support.outcomeUnknown(new SQLException("deadlock", "40001", 1213)))
                .isFalse();
        assertThat(support.outcomeUnknown(new SQLException("waited", "HY000", 1205)))
                .isFalse();
    }

    @Test
    void theSelfTestLeavesTheConnectionAsItWas() throws SQLException {
        assertThat(support.replay(alice)).isPresent();
        assertThat(alice.getAutoCommit()).isTrue();
        assertThat((Throwable) alice.getWarnings()).isNull();
        assertThat(support.transactionStatus(alice)).isEqualTo(TransactionStatus.IDLE);
    }

    private static SQLException failure(Connection connection, String sql) {
        return org.assertj.core.api.Assertions.catchThrowableOfType(SQLException.class, () -> execute(connection, sql));
    }
}
