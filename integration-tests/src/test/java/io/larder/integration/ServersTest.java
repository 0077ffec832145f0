package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.DatabaseServer;
import io.larder.testservers.RedisServer;
import io.larder.testservers.TestServers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The servers that everything else here is tested with. */
class ServersTest {
    static Stream<DatabaseServer> databases() {
        return Stream.of(
                TestServers.postgres(TestServers.NEWEST_POSTGRES),
                TestServers.postgres(TestServers.OLDEST_POSTGRES),
                TestServers.mariadb());
    }

    @Test
    void eachMajorVersionIsTheOneThatWasAskedFor() throws SQLException {
        for (int major : new int[] {TestServers.OLDEST_POSTGRES, TestServers.NEWEST_POSTGRES}) {
            try (Connection connection =
                    DriverManager.getConnection(TestServers.postgres(major).jdbcUrl())) {
                assertThat(connection.getMetaData().getDatabaseMajorVersion()).isEqualTo(major);
            }
        }
    }

    @Test
    void mariaDbIsNoMySql() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(TestServers.mariadb().jdbcUrl())) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("MariaDB");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void freshDatabasesAreEmptyAndIndependent(DatabaseServer server) throws SQLException {
        try (Connection alice = DriverManager.getConnection(server.freshDatabase());
                Connection bob = DriverManager.getConnection(server.freshDatabase());
                Statement statement = alice.createStatement()) {
            statement.execute("CREATE TABLE only_alice_has_it (id int)");

            assertThat(tables(alice)).isTrue();
            assertThat(tables(bob)).isFalse();
        }
    }

    @Test
    void redisAnswers() throws IOException {
        RedisServer server = TestServers.redis();
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.getOutputStream().write("INFO server\r\n".getBytes(StandardCharsets.US_ASCII));

            String answer = new String(socket.getInputStream().readNBytes(64), StandardCharsets.US_ASCII);

            assertThat(answer).contains("redis_version:");
        }
    }

    private static boolean tables(Connection connection) throws SQLException {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), null, "only_alice%", null)) {
            return tables.next();
        }
    }
}
