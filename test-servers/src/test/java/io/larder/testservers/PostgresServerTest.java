package io.larder.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class PostgresServerTest {
    private final DatabaseServer server = TestServers.postgres();

    @Test
    void itAnswersAndReportsItsVersion() throws SQLException {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl())) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("PostgreSQL");
            assertThat(connection.getMetaData().getDatabaseMajorVersion())
                    .isGreaterThanOrEqualTo(TestServers.OLDEST_POSTGRES);
        }
    }

    @Test
    void oneJvmHasOneServer() {
        assertThat(TestServers.postgres()).isSameAs(server);
    }

    @Test
    void freshDatabasesAreEmptyAndIndependent() throws SQLException {
        try (Connection alice = DriverManager.getConnection(server.freshDatabase());
                Connection bob = DriverManager.getConnection(server.freshDatabase());
                Statement statement = alice.createStatement()) {
            statement.execute("CREATE TABLE only_alice_has_it (id int)");

            assertThat(tables(alice)).isEqualTo(1);
            assertThat(tables(bob)).isZero();
        }
    }

    @Test
    void everyAddressOfLocalhostReachesIt() throws Exception {
        for (InetAddress address : InetAddress.getAllByName("localhost")) {
            String host = address.getAddress().length == 4 ? address.getHostAddress() : "[::1]";
            String url = server.jdbcUrl().replace("//" + server.host() + ":", "//" + host + ":");
            try (Connection connection = DriverManager.getConnection(url)) {
                assertThat(connection.isValid(5)).isTrue();
            }
        }
    }

    private static int tables(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT count(*) FROM pg_class WHERE relname = 'only_alice_has_it'")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
