package io.larder.jdbc.h2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.h2.tools.Server;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions with equal keys get equal answers; sessions that see the same tables share a clock domain. */
class H2SessionTest {
    private final H2Support h2 = new H2Support();
    private final String name = "S" + UUID.randomUUID();
    private final String url = "jdbc:h2:mem:" + name;
    private Connection alice;
    private Connection bob;

    @BeforeEach
    void connect() throws SQLException {
        alice = DriverManager.getConnection(url, "sa", "");
        bob = DriverManager.getConnection(url, "sa", "");
    }

    @AfterEach
    void close() throws SQLException {
        alice.close();
        bob.close();
    }

    @Test
    void equalSessionsHaveEqualKeys() throws SQLException {
        assertThat(read(alice)).isEqualTo(read(bob)).isEqualTo(read(alice));
        assertThat(read(alice).clockDomain()).isEqualTo("h2:" + name.toLowerCase(Locale.ROOT));
        assertThat(read(alice).notCacheable()).isEmpty();
        assertThat(read(alice).isolation()).isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET SCHEMA other",
                "SET SCHEMA_SEARCH_PATH public, other",
                "SET TIME ZONE 'Asia/Kathmandu'",
                "SET TRUNCATE_LARGE_LENGTH TRUE",
                "SET VARIABLE_BINARY TRUE",
                "SET NON_KEYWORDS VALUE, KEY"
            })
    void aSettingOfTheSessionIsInTheKey(String change) throws SQLException {
        run(bob, "CREATE SCHEMA other");
        run(alice, change);
        assertThat(read(alice).key()).isNotEqualTo(read(bob).key());
        assertThat(read(alice).notCacheable()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SET MODE PostgreSQL",
                "SET DEFAULT_NULL_ORDERING HIGH",
                "SET IGNORECASE TRUE",
                "SET COLLATION GERMAN STRENGTH PRIMARY"
            })
    void aSettingOfTheDatabaseIsInTheKeyOfEverySession(String change) throws SQLException {
        SessionSnapshot before = read(bob);
        run(alice, change);
        assertThat(read(bob).key())
                .isNotEqualTo(before.key())
                .isEqualTo(read(alice).key());
    }

    @Test
    void aSessionThatMayNotUseLiteralsIsRefused() throws SQLException {
        run(alice, "SET ALLOW_LITERALS NUMBERS");
        assertThatThrownBy(() -> read(bob)).isInstanceOf(SQLException.class);
    }

    @Test
    void anotherUserHasAnotherKey() throws SQLException {
        run(alice, "CREATE USER carol PASSWORD 'x' ADMIN");
        try (Connection carol = DriverManager.getConnection(url, "carol", "x")) {
            assertThat(read(carol).key()).isNotEqualTo(read(alice).key());
            assertThat(read(carol).clockDomain()).isEqualTo(read(alice).clockDomain());
        }
    }

    @Test
    void aDatabaseThatIsMadeAnewHasAnotherKey() throws SQLException {
        SessionSnapshot before = read(alice);
        run(bob, "SHUTDOWN");
        try (Connection carol = DriverManager.getConnection(url, "sa", "")) {
            assertThat(read(carol).key()).isNotEqualTo(before.key());
            assertThat(read(carol).clockDomain()).isEqualTo(before.clockDomain());
        }
    }

    @Test
    void privateDatabasesShareNothing() throws SQLException {
        try (Connection carol = DriverManager.getConnection("jdbc:h2:mem:");
                Connection dave = DriverManager.getConnection("jdbc:h2:mem:")) {
            assertThat(read(carol).clockDomain())
                    .startsWith("h2:unnamed#")
                    .isNotEqualTo(read(dave).clockDomain());
            assertThat(read(carol).key()).isNotEqualTo(read(dave).key());
        }
    }

    @Test
    void temporaryTablesAndVariablesArePassedThrough() throws SQLException {
        run(alice, "CREATE LOCAL TEMPORARY TABLE t (id INT)");
        assertThat(read(alice).notCacheable()).contains(BypassReason.TEMPORARY_TABLES);
        run(bob, "SET @v = 1");
        assertThat(read(bob).notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
        run(bob, "SET @v = NULL");
        assertThat(read(bob).notCacheable()).isEmpty();
    }

    @Test
    void dirtyReadsLazyResultsAndRedefinedKeywordsArePassedThrough() throws SQLException {
        alice.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
        assertThat(read(alice).notCacheable()).contains(BypassReason.TRANSACTION_ISOLATION);
        alice.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        assertThat(read(alice).isolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        run(alice, "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SNAPSHOT");
        assertThat(read(alice).isolation()).isEqualTo(Connection.TRANSACTION_SERIALIZABLE);
        run(alice, "SET LAZY_QUERY_EXECUTION 1");
        assertThat(read(alice).notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
        run(bob, "SET NON_KEYWORDS WHERE");
        assertThat(read(bob).notCacheable()).contains(BypassReason.SESSION_NOT_KNOWN);
    }

    @Test
    void theOldInformationSchemaIsRefused() throws SQLException {
        try (Connection carol = DriverManager.getConnection(url + ";OLD_INFORMATION_SCHEMA=TRUE", "sa", "")) {
            assertThatThrownBy(() -> read(carol)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> h2.readSchema(carol)).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void remoteSessionsShareTheClocksAndAreNotCached(@TempDir Path folder) throws SQLException {
        Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        String tcp = "jdbc:h2:tcp://localhost:" + server.getPort() + '/';
        try (Connection memory = DriverManager.getConnection(tcp + "mem:" + name, "sa", "");
                Connection file = DriverManager.getConnection(tcp + folder.resolve("Shop"), "sa", "")) {
            assertThat(h2.recognizes(memory)).isTrue();
            assertThat(read(memory).clockDomain()).isEqualTo(read(alice).clockDomain());
            assertThat(read(memory).notCacheable()).contains(BypassReason.DATABASE_NOT_SUPPORTED);
            assertThat(read(file).clockDomain()).isEqualTo("h2:shop");
            assertThat(read(file).notCacheable()).contains(BypassReason.DATABASE_NOT_SUPPORTED);
            assertThat(h2.replay(file)).isEmpty();
            assertThat(h2.lexesByTheBook(file)).isTrue();
            run(file, "CREATE TABLE t (id INT)");
            assertThat(h2.readSchema(file).relations()).containsKey(new TableName("t"));
        } finally {
            server.stop();
        }
    }

    @Test
    void onlyH2IsRecognized() throws SQLException {
        assertThat(h2.recognizes(alice)).isTrue();
        alice.close();
        assertThat(h2.recognizes(alice)).isFalse();
        assertThatThrownBy(() -> read(alice)).isInstanceOf(SQLException.class);
    }

    private SessionSnapshot read(Connection connection) throws SQLException {
        return h2.readSession(connection, Set.of());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
