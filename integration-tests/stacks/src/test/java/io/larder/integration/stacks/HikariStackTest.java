package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.larder.jdbc.LarderDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/** Plain JDBC over HikariCP, by jdbcUrl and by dataSource. */
class HikariStackTest extends StackRules {
    @Override
    Shop open(String url) {
        HikariDataSource pool = pool(url);
        return new PlainShop(pool, pool::close);
    }

    private static HikariDataSource pool(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(1);
        return pool;
    }

    @Test
    void byADataSourceAroundThatOfTheDatabase() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL)) {
            PGSimpleDataSource postgres = new PGSimpleDataSource();
            postgres.setURL(stage.url().replace("jdbc:larder:", "jdbc:"));
            HikariConfig config = new HikariConfig();
            config.setDataSource(new LarderDataSource(postgres));
            config.setMaximumPoolSize(1);
            HikariDataSource pool = new HikariDataSource(config);
            try (Shop shop = new PlainShop(pool, pool::close)) {
                shop.createTables();
                shop.add(1, "apple", 10);
                assertThat(shop.all()).isEqualTo(shop.all());
                assertThat(stage.statistics().hits()).isOne();
            }
        }
    }

    @Test
    void byTheNameOfTheDataSourcesClass() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL)) {
            HikariConfig config = new HikariConfig();
            config.setDataSourceClassName("io.larder.jdbc.LarderDataSource");
            config.addDataSourceProperty("url", stage.url());
            try (HikariDataSource pool = new HikariDataSource(config);
                    Connection connection = pool.getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    /** What one borrower sets, the next one does not find; what both ask alike is served to both. */
    @ParameterizedTest
    @EnumSource
    void aConnectionComesBackAsItWas(StackDatabase database) throws Exception {
        try (Stage bare = Stage.bare(database);
                Stage larder = Stage.larder(database)) {
            assertThat(borrowings(larder.url())).isEqualTo(borrowings(bare.url()));
        }
    }

    private String borrowings(String url) throws SQLException {
        StringBuilder told = new StringBuilder();
        try (HikariDataSource pool = pool(url);
                PlainShop shop = new PlainShop(pool, () -> {})) {
            pool.setMaximumPoolSize(1);
            shop.createTables();
            shop.add(1, "apple", 10);
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                told.append(state(connection));
                statement.execute("create schema other");
                connection.setSchema(pool.getJdbcUrl().contains("h2") ? "OTHER" : "other");
                statement.execute("create table product (id int, name varchar(40), stock int)");
                connection.setReadOnly(true);
                connection.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
                connection.setAutoCommit(false);
                told.append(rows(statement)).append(state(connection));
            }
            for (int i = 0; i < 3; i++) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    told.append(rows(statement)).append(state(connection));
                }
            }
        }
        return told.toString();
    }

    private static String rows(Statement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery("select count(*) from product")) {
            rows.next();
            return " " + rows.getInt(1) + " ";
        }
    }

    private static String state(Connection connection) throws SQLException {
        return connection.getAutoCommit() + "," + connection.isReadOnly() + "," + connection.getTransactionIsolation()
                + "," + connection.getSchema() + "," + connection.getHoldability() + "," + connection.isValid(1);
    }

    /** The transaction that a borrower left open is rolled back by the pool, and nobody is served what it wrote. */
    @ParameterizedTest
    @EnumSource
    void whatABorrowerLeftOpenIsNotSeen(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                HikariDataSource pool = pool(stage.url());
                PlainShop shop = new PlainShop(pool, () -> {})) {
            shop.createTables();
            shop.add(1, "apple", 10);
            shop.all();
            try (Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.executeUpdate("update product set stock = 0");
            }
            assertThat(shop.all()).containsExactly("1 apple 10");
            assertThat(shop.find(1)).isEqualTo("1 apple 10");
        }
    }

    /** The pool asks a connection whether it is alive; that must reach the server and not the cache. */
    @Test
    void aDeadConnectionIsReplaced() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                HikariDataSource pool = pool(stage.url());
                PlainShop shop = new PlainShop(pool, () -> {})) {
            shop.createTables();
            shop.add(1, "apple", 10);
            shop.all();
            stage.truth("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() "
                    + "and client_port is not null and query like '%product%'");
            pool.getHikariPoolMXBean().softEvictConnections();
            shop.add(2, "pear", 20);
            assertThat(shop.all()).containsExactly("1 apple 10", "2 pear 20");
        }
    }

    /** A test query of the application's choice, and what is set up for each connection. */
    @Test
    void testQueriesAndInitialStatementsDoTheirWork() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                HikariDataSource pool = pool(stage.url())) {
            pool.setConnectionTestQuery("select 1");
            pool.setConnectionInitSql("set search_path to public, pg_catalog");
            pool.setLeakDetectionThreshold(60_000);
            pool.setMaxLifetime(30_000);
            pool.setKeepaliveTime(0);
            try (PlainShop shop = new PlainShop(pool, () -> {})) {
                shop.createTables();
                shop.add(1, "apple", 10);
                shop.all();
                long hits = stage.statistics().hits();
                shop.all();
                shop.all();
                assertThat(stage.statistics().hits()).isEqualTo(hits + 2);
            }
        }
    }

    /** The pool's own proxies stand in front, and let through what the driver offers. */
    @Test
    void theDriversConnectionIsReachedThroughPoolAndLarder() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                HikariDataSource pool = pool(stage.url());
                Connection connection = pool.getConnection()) {
            assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
            assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        }
    }
}
