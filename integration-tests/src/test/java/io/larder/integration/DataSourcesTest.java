package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.jdbc.LarderConnectionPoolDataSource;
import io.larder.jdbc.LarderDataSource;
import io.larder.jdbc.LarderXADataSource;
import io.larder.jdbc.api.LarderConnection;
import java.io.PrintWriter;
import java.io.Writer;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.ServiceLoader;
import javax.sql.CommonDataSource;
import javax.sql.DataSource;
import javax.sql.PooledConnection;
import javax.sql.XAConnection;
import javax.sql.XADataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** DataSources of all kinds, and the ways in which a driver is found and told who connects. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class DataSourcesTest extends Histories {
    /** A user of the server, which all tests share. */
    private final String carol = "CAROL_" + ProcessHandle.current().pid() + "_" + System.nanoTime();

    DataSourcesTest(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void createCarol() throws SQLException {
        truth.run(
                database == TestDatabase.H2
                        ? "create user " + carol + " password 'secret' admin"
                        : "create role \"" + carol + "\" login superuser password 'secret'");
    }

    @AfterEach
    void dropCarol() throws SQLException {
        truth.run("drop " + (database == TestDatabase.H2 ? "user " : "role ") + '"' + carol + '"');
    }

    @Test
    void aConnectionThatIsInATransactionAlreadyStaysInIt() throws SQLException {
        bob.warm(ITEMS);
        Client open = connected(bareUrl());
        open.begin();
        open.run("insert into item values (3, 'fig')");
        DataSource enlisting = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> open.connection);
        Client client = new Client(new LarderDataSource(enlisting).getConnection());
        assertThat(client.ask(ITEMS)).contains("3|fig");
        assertThat(client.ask(ITEMS)).contains("3|fig");
        assertThat(bob.served(ITEMS)).doesNotContain("3|fig");
        client.commit();
        assertThat(truth.ask(ITEMS)).contains("3|fig");
        assertThat(bob.ask(ITEMS)).contains("3|fig");
    }

    @Test
    void aUrlAndAUserAreEnough() throws SQLException {
        String who = "select current_user";
        LarderXADataSource global = new LarderXADataSource();
        global.setUrl(withoutUser(bareUrl()));
        XAConnection xa = global.getXAConnection(carol, "secret");
        assertThat(new Client(xa.getConnection()).ask(who)).containsExactly(carol);
        xa.close();

        LarderConnectionPoolDataSource pool = new LarderConnectionPoolDataSource();
        pool.setUrl(withoutUser(larderUrl()));
        pool.setUser(carol);
        pool.setPassword("secret");
        PooledConnection pooled = pool.getPooledConnection();
        assertThat(new Client(pooled.getConnection()).ask(who)).containsExactly(carol);
        pooled.close();
        PooledConnection again = pool.getPooledConnection(carol, "secret");
        assertThat(new Client(again.getConnection()).ask(who)).containsExactly(carol);
        again.close();
        assertThat(pool.getUser()).isEqualTo(carol);
        assertThat(pool.getUrl()).isEqualTo(withoutUser(larderUrl()));
    }

    @Test
    void userAndPasswordAreInPropertiesAsForTheDriver() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", carol);
        properties.setProperty("password", "secret");
        for (String url : List.of(withoutUser(bareUrl()), withoutUser(larderUrl()))) {
            try (Client client = new Client(DriverManager.getConnection(url, properties))) {
                assertThat(client.ask("select current_user")).containsExactly(carol);
            }
            try (Client client = new Client(DriverManager.getConnection(url, carol, "secret"))) {
                assertThat(client.ask("select current_user")).containsExactly(carol);
            }
        }
        assertThat(properties).hasSize(2);
    }

    private static String withoutUser(String url) {
        return url.replaceAll("([?&])user=[^&]*&?", "$1")
                .replaceAll("([?&])password=[^&]*&?", "$1")
                .replaceAll("[?&]$", "");
    }

    @Test
    void theDriverIsAServiceAndRefusesAsTheDriverDoes() {
        assertThat(ServiceLoader.load(Driver.class))
                .anySatisfy(driver -> assertThat(driver.acceptsURL(larderUrl())).isTrue());
        List<List<String>> told = new ArrayList<>();
        for (String url : List.of(bareUrl(), larderUrl())) {
            Transcript seen = new Transcript();
            seen.see("nobody", () -> DriverManager.getConnection(withoutUser(url), "nobody", "wrong"));
            seen.see(
                    "no database",
                    () -> DriverManager.getConnection(
                            database == TestDatabase.H2
                                    ? url.replaceFirst("mem:.*", "/nowhere/x;IFEXISTS=TRUE")
                                    : url.replaceFirst("/[^/?]*(\\?|$)", "/nowhere$1")));
            told.add(seen.lines());
        }
        assertThat(told.get(1)).isEqualTo(told.get(0)).allMatch(line -> line.contains(" fails: "));
    }

    @Test
    void whatIsWrappedIsAskedForItsSettings() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        for (CommonDataSource wrapping :
                List.of(new LarderDataSource(h2), new LarderXADataSource(h2), new LarderConnectionPoolDataSource(h2))) {
            wrapping.setLoginTimeout(7);
            assertThat(wrapping.getLoginTimeout()).isEqualTo(7).isEqualTo(h2.getLoginTimeout());
            PrintWriter writer = new PrintWriter(Writer.nullWriter());
            wrapping.setLogWriter(writer);
            assertThat(wrapping.getLogWriter()).isSameAs(writer).isSameAs(h2.getLogWriter());
            assertThat(wrapping.getParentLogger().getName()).isEqualTo("io.larder");
            assertThatThrownBy(wrapping::createShardingKeyBuilder).isInstanceOf(SQLFeatureNotSupportedException.class);
        }
    }

    @Test
    void whatIsMissingOrWrongIsSaid() throws SQLException {
        assertThatThrownBy(() -> new LarderXADataSource().getXAConnection()).hasMessageContaining("neither");
        LarderXADataSource unknown = new LarderXADataSource();
        unknown.setUrl("jdbc:nosuch:thing");
        assertThatThrownBy(unknown::getXAConnection).hasMessageContaining("setDataSource");
        assertThatThrownBy(() -> unknown.getXAConnection("a", "b")).hasMessageContaining("setDataSource");
        unknown.setUrl("nonsense");
        assertThatThrownBy(unknown::getXAConnection).hasMessageContaining("jdbc:");
        LarderConnectionPoolDataSource wrong = new LarderConnectionPoolDataSource();
        wrong.setUrl(larderUrl());
        wrong.setOptions(Map.of("larder.tll", "5m"));
        assertThatThrownBy(wrong::getPooledConnection).hasMessageContaining("larder.ttl");
        LarderDataSource plain = new LarderDataSource();
        plain.setUrl(larderUrl());
        assertThat(plain.getLoginTimeout()).isZero();
        assertThatThrownBy(() -> plain.setLoginTimeout(1)).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(plain::createConnectionBuilder).isInstanceOf(SQLFeatureNotSupportedException.class);
        assertThatThrownBy(plain::createShardingKeyBuilder).isInstanceOf(SQLFeatureNotSupportedException.class);
        plain.setLogWriter(null);
        assertThat(plain.getLogWriter()).isSameAs(DriverManager.getLogWriter());
    }

    @Test
    void anUnknownDriversGlobalConnectionIsHandedOutAsItIs() throws SQLException {
        XAConnection unknown = (XAConnection) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {XAConnection.class},
                (proxy, method, arguments) -> method.getName().equals("getConnection") ? nothingKnown() : null);
        XADataSource source = (XADataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {XADataSource.class},
                (proxy, method, arguments) -> unknown);
        assertThat(new LarderXADataSource(source).getXAConnection() == unknown).isTrue();
        assertThat(new LarderXADataSource(source).getXAConnection("a", "b") == unknown)
                .isTrue();
    }

    private static Connection nothingKnown() {
        return (Connection) Proxy.newProxyInstance(
                DataSourcesTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> method.getReturnType() == boolean.class ? false : null);
    }

    @Test
    void aBuilderBuildsWithTheCache() throws SQLException {
        List<String> told = new ArrayList<>();
        ConnectionBuilder theirs = (ConnectionBuilder) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ConnectionBuilder.class}, (proxy, method, arguments) -> {
                    told.add(method.getName());
                    return method.getName().equals("build") ? DriverManager.getConnection(bareUrl()) : proxy;
                });
        DataSource source = (DataSource) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> theirs);
        ConnectionBuilder ours = new LarderDataSource(source).createConnectionBuilder();
        try (Connection built = ours.user("a")
                .password("b")
                .shardingKey(null)
                .superShardingKey(null)
                .build()) {
            assertThat(built.isWrapperFor(LarderConnection.class)).isTrue();
        }
        assertThat(told).containsExactly("user", "password", "shardingKey", "superShardingKey", "build");
    }

    @Test
    void aConnectionThatIsCachedAlreadyIsHandedOutAsItIs() throws SQLException {
        LarderDataSource inner = new LarderDataSource();
        inner.setUrl(larderUrl());
        try (Client client = closedAtTheEnd(new Client(new LarderDataSource(inner).getConnection()))) {
            client.warm(ITEMS);
            bob.run("update item set name = 'plum' where id = 1");
            assertThat(client.answered(ITEMS)).contains("1|plum");
            assertThat(client.served(ITEMS)).contains("1|plum");
        }
    }
}
