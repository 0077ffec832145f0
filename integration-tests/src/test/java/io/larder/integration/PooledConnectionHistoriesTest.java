package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderConnectionPoolDataSource;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGConnectionPoolDataSource;

/** Connections that a pool gets from a ConnectionPoolDataSource, and hands out again and again. */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "H2"})
class PooledConnectionHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    private final LarderConnectionPoolDataSource dataSource = new LarderConnectionPoolDataSource();
    private PooledConnection pooled;
    private PooledConnection bare;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    PooledConnectionHistoriesTest(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void open() throws SQLException {
        dataSource.setUrl(larderUrl());
        pooled = dataSource.getPooledConnection();
        bare = bareDataSource().getPooledConnection();
    }

    @AfterEach
    void closePooled() throws SQLException {
        pooled.close();
        bare.close();
    }

    private ConnectionPoolDataSource bareDataSource() {
        if (database == TestDatabase.H2) {
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL(bareUrl());
            return h2;
        }
        PGConnectionPoolDataSource postgres = new PGConnectionPoolDataSource();
        postgres.setUrl(bareUrl());
        return postgres;
    }

    private Client borrowed() throws SQLException {
        return new Client(pooled.getConnection());
    }

    @Test
    void whatIsHandedOutIsCached() throws SQLException {
        for (int time = 1; time <= 2; time++) {
            try (Client client = borrowed()) {
                assertThat(client.connection.isWrapperFor(LarderConnection.class))
                        .isTrue();
                client.ask(ITEMS);
                assertThat(client.served(ITEMS)).contains("1|apple");
                client.run("update item set name = 'apple' where id = 1");
                assertThat(bob.answered(ITEMS)).contains("1|apple");
            }
        }
    }

    @Test
    void aConnectionThatIsReturnedWithAnOpenTransactionIsSeenAsTheDatabaseHasIt() throws SQLException {
        Client client = borrowed();
        client.begin();
        client.run(UPDATE);
        bob.warm(ITEMS);
        client.close();
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        try (Client next = borrowed()) {
            assertThat(next.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
            assertThat(next.connection.getAutoCommit()).isTrue();
        }
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
    }

    @Test
    void aConnectionThatIsTakenAwayEndsItsTransaction() throws SQLException {
        Client first = borrowed();
        first.begin();
        first.run(UPDATE);
        bob.warm(ITEMS);
        Client second = borrowed();
        assertThat(second.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        assertThat(bob.ask(ITEMS)).isEqualTo(truth.ask(ITEMS));
        assertThat(first.connection.isClosed()).isTrue();
    }

    @Test
    void settingsOfTheLastUserAreKnown() throws SQLException {
        truth.run("create schema other");
        truth.run("create table other.item (id int, name varchar(100))");
        bob.warm(ITEMS);
        String setting = database == TestDatabase.H2 ? "set schema other" : "set search_path to other";
        try (Client client = borrowed()) {
            client.run(setting);
            assertThat(client.ask(ITEMS)).isEmpty();
        }
        try (Client client = borrowed()) {
            assertThat(client.ask(ITEMS)).isEmpty();
            assertThat(client.ask(ITEMS)).isEmpty();
        }
    }

    /** What a pool hears. */
    private static final class Ears implements ConnectionEventListener {
        private final List<String> heard = new ArrayList<>();
        private final List<Object> sources = new ArrayList<>();

        @Override
        public void connectionClosed(ConnectionEvent event) {
            heard.add("closed " + event.getSQLException());
            sources.add(event.getSource());
        }

        @Override
        public void connectionErrorOccurred(ConnectionEvent event) {
            heard.add("failed " + Notation.failure(event.getSQLException()));
            sources.add(event.getSource());
        }
    }

    @Test
    void aPoolHearsWhatHappensToItsConnection() throws SQLException {
        List<List<String>> heard = new ArrayList<>();
        for (PooledConnection connection : List.of(bare, pooled)) {
            Ears ears = new Ears();
            connection.addConnectionEventListener(ears);
            Connection handle = connection.getConnection();
            handle.close();
            handle.close();
            assertThat(ears.sources).containsOnly(connection).isNotEmpty();
            connection.removeConnectionEventListener(ears);
            connection.getConnection().close();
            heard.add(ears.heard);
        }
        assertThat(heard.get(1)).isEqualTo(heard.get(0));
    }

    @Test
    void aClosedPooledConnectionFailsAsTheDriversDoes() throws SQLException {
        List<List<String>> told = new ArrayList<>();
        for (PooledConnection connection : List.of(bare, pooled)) {
            Transcript seen = new Transcript();
            Connection handle = connection.getConnection();
            seen.see("items", () -> new Client(handle).ask(ITEMS));
            connection.close();
            seen.see("items", () -> new Client(handle).ask(ITEMS));
            seen.see("closed", handle::isClosed);
            seen.see("next", connection::getConnection);
            seen.run("close", connection::close);
            told.add(seen.lines());
        }
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    @Test
    void listenersOfStatementsAreTheDriversAffair() {
        List<List<String>> told = new ArrayList<>();
        for (PooledConnection connection : List.of(bare, pooled)) {
            Transcript seen = new Transcript();
            seen.run("add", () -> connection.addStatementEventListener(null));
            seen.run("remove", () -> connection.removeStatementEventListener(null));
            told.add(seen.lines());
        }
        assertThat(told.get(1)).isEqualTo(told.get(0));
    }

    @Test
    void theWrappedDataSourceMakesThemAsWell() throws SQLException {
        PooledConnection wrapped = new LarderConnectionPoolDataSource(bareDataSource()).getPooledConnection();
        try (Client client = new Client(wrapped.getConnection())) {
            client.warm(ITEMS);
        }
        wrapped.close();
    }
}
