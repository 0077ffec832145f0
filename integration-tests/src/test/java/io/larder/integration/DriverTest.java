package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.LarderDataSource;
import io.larder.jdbc.LarderDriver;
import io.larder.jdbc.api.LarderConnection;
import java.io.PrintWriter;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The driver and the DataSource themselves. */
class DriverTest extends Histories {
    DriverTest() {
        super(TestDatabase.H2);
    }

    @Test
    void theDriverIsFoundByItsUrl() throws SQLException {
        Driver driver = DriverManager.getDriver(larderUrl());
        assertThat(driver).isInstanceOf(LarderDriver.class);
        assertThat(driver.acceptsURL(larderUrl())).isTrue();
        assertThat(driver.acceptsURL(bareUrl())).isFalse();
        assertThat(driver.connect(bareUrl(), new Properties())).isNull();
        assertThat(driver.getMajorVersion()).isNotNegative();
        assertThat(driver.getMinorVersion()).isNotNegative();
        assertThat(driver.getParentLogger().getName()).isEqualTo("io.larder");
        assertThat(DriverManager.getDriver(bareUrl())).isNotInstanceOf(LarderDriver.class);
    }

    @Test
    void itsOptionsAreListedBesideTheDrivers() throws SQLException {
        DriverPropertyInfo[] info = new LarderDriver()
                .getPropertyInfo("jdbc:larder:postgresql://nowhere/db?larder.ttl=5m", new Properties());
        assertThat(Arrays.stream(info).map(property -> property.name))
                .contains("larder.ttl", "larder.memory", "sslmode");
        assertThat(Arrays.stream(info).filter(property -> property.name.equals("larder.ttl")))
                .extracting(property -> property.value)
                .containsExactly("5m");
    }

    @Test
    void anUnknownOptionIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> client("larder.maxRow", "5"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("larder.maxRows");
        assertThatThrownBy(() -> client("larder.ttl", "soon"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("larder.ttl");
    }

    @Test
    void aDatabaseWithoutADriverIsRefused() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:larder:nosuch:thing"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                .hasMessageContaining("jdbc:nosuch:");
    }

    @Test
    void theDriversRefusalComesThrough() {
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:larder:h2:tcp://localhost:1/mem:x"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("90067"));
    }

    /** A driver that Larder knows nothing of. */
    private record StubDriver(Connection connection) implements Driver {
        @Override
        public @Nullable Connection connect(String url, Properties info) {
            return acceptsURL(url) ? connection : null;
        }

        @Override
        public boolean acceptsURL(String url) {
            return url.startsWith("jdbc:stub:");
        }

        @Override
        public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
            return new DriverPropertyInfo[0];
        }

        @Override
        public int getMajorVersion() {
            return 1;
        }

        @Override
        public int getMinorVersion() {
            return 0;
        }

        @Override
        public boolean jdbcCompliant() {
            return false;
        }

        @Override
        public Logger getParentLogger() {
            return Logger.getLogger("stub");
        }

        @Override
        public String toString() {
            return "stub";
        }
    }

    @Test
    void anUnknownDriversConnectionIsHandedOutAsItIs() throws SQLException {
        Connection stub = (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    switch (method.getName()) {
                        case "isWrapperFor":
                            return false;
                        case "hashCode":
                            return 1;
                        case "toString":
                            return "stub";
                        default:
                    }
                    throw new UnsupportedOperationException(method.toString());
                });
        StubDriver driver = new StubDriver(stub);
        DriverManager.registerDriver(driver);
        try {
            assertThat(DriverManager.getConnection("jdbc:larder:stub:x")).isSameAs(stub);
        } finally {
            DriverManager.deregisterDriver(driver);
        }
    }

    @Test
    void theDataSourceUnwrapsToWhatItWraps() throws SQLException {
        JdbcDataSource wrapped = new JdbcDataSource();
        wrapped.setURL(bareUrl());
        LarderDataSource dataSource = new LarderDataSource(wrapped);
        assertThat(dataSource.isWrapperFor(JdbcDataSource.class)).isTrue();
        assertThat(dataSource.unwrap(JdbcDataSource.class)).isSameAs(wrapped);
        assertThat(dataSource.unwrap(DataSource.class)).isSameAs(dataSource);
        assertThat(dataSource.isWrapperFor(Map.class)).isFalse();
        assertThatThrownBy(() -> new LarderDataSource().unwrap(Map.class)).isInstanceOf(SQLException.class);
        dataSource.setLoginTimeout(7);
        assertThat(dataSource.getLoginTimeout()).isEqualTo(7);
        PrintWriter writer = new PrintWriter(java.io.Writer.nullWriter());
        dataSource.setLogWriter(writer);
        assertThat(dataSource.getLogWriter()).isSameAs(writer);
        assertThat(dataSource.getParentLogger().getName()).isEqualTo("io.larder");
        try (Connection connection = dataSource.getConnection()) {
            assertThat(connection.isWrapperFor(LarderConnection.class)).isTrue();
        }
    }

    @Test
    void aDataSourceWithoutATargetSaysSo() {
        assertThatThrownBy(() -> new LarderDataSource().getConnection()).hasMessageContaining("neither");
        LarderDataSource wrong = new LarderDataSource();
        wrong.setUrl(bareUrl());
        wrong.setOptions(Map.of("larder.tll", "5m"));
        assertThatThrownBy(wrong::getConnection).hasMessageContaining("larder.ttl");
    }
}
