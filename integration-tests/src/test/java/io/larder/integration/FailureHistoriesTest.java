package io.larder.integration;

import static io.larder.integration.Meanwhile.start;
import static io.larder.integration.Meanwhile.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.larder.jdbc.LarderDataSource;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that are lost, commits of which nobody knows the outcome, transactions that failed. */
class FailureHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    private Interceptions driver;
    private Client broken;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    FailureHistoriesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @BeforeEach
    void connect() throws SQLException {
        driver = new Interceptions(bareUrl());
        LarderDataSource dataSource = new LarderDataSource(driver.dataSource());
        dataSource.setOptions(Map.of("larder.orphanHold", "1s"));
        broken = closedAtTheEnd(new Client(dataSource.getConnection()));
    }

    private void terminate(Client client) throws SQLException {
        String pid = truth.ask("select pid from pg_stat_activity where application_name = '" + name(client) + "'")
                .get(0);
        truth.run("select pg_terminate_backend(" + pid + ", 10000)");
    }

    private static String name(Client client) throws SQLException {
        return client.connection.getClientInfo("ApplicationName");
    }

    private Client named(String name) throws SQLException {
        return client("ApplicationName", name);
    }

    @Test
    void aTransactionWhoseConnectionIsKilledWhileIdleIsNeverServed() throws SQLException {
        Client carol = named("carol");
        bob.warm(ITEMS);
        carol.begin();
        carol.run(UPDATE);
        terminate(carol);
        assertThatThrownBy(carol::commit).isInstanceOf(SQLException.class);
        carol.close();
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aWriteWhoseConnectionIsKilledWhileItWaitsIsNotServedBefore() throws Exception {
        Client carol = named("carol");
        bob.warm(ITEMS);
        alice.begin();
        alice.run("update item set name = 'fig' where id = 1");
        CompletableFuture<Integer> writing = start(() -> carol.run(UPDATE));
        until(
                "carol waits for alice",
                () -> truth.ask(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and application_name = 'carol'")
                        .contains("1"));
        terminate(carol);
        assertThat(Meanwhile.failure(writing)).isInstanceOf(SQLException.class);
        alice.commit();
        assertThat(bob.answered(ITEMS)).contains("1|fig");
        assertThat(bob.answered(ITEMS))
                .as("whether carol's write comes is not known")
                .contains("1|fig");
    }

    @Test
    void aCommitWhoseAnswerIsLostIsSeen() throws Exception {
        bob.warm(ITEMS);
        broken.begin();
        broken.run(UPDATE);
        driver.intercept("commit", call -> {
            call.proceed();
            throw new SQLException("the connection was lost", "08006");
        });
        assertThatThrownBy(broken::commit).hasMessage("the connection was lost");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        becomesServed("1|plum");
    }

    @Test
    void aCommitThatArrivesAfterTheConnectionWasLostIsSeen() throws Exception {
        bob.warm(ITEMS);
        broken.begin();
        broken.run(UPDATE);
        driver.intercept("commit", call -> {
            throw new SQLException("the connection was lost", "08006");
        });
        assertThatThrownBy(broken::commit).hasMessage("the connection was lost");
        assertThat(bob.answered(ITEMS)).contains("1|apple");
        // The packet was in the network all the time.
        driver.stop("commit");
        broken.connection.unwrap(org.postgresql.PGConnection.class).getBackendPID();
        commitBehindTheBack();
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        becomesServed("1|plum");
    }

    private void commitBehindTheBack() throws SQLException {
        broken.connection.commit();
    }

    @Test
    void aWriteWithAutoCommitWhoseAnswerIsLostIsSeen() throws Exception {
        bob.warm(ITEMS);
        driver.intercept("execute", call -> {
            call.proceed();
            throw new SQLException("the connection was lost", "08006");
        });
        assertThatThrownBy(() -> broken.run(UPDATE)).hasMessage("the connection was lost");
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        becomesServed("1|plum");
    }

    @Test
    void aDriverThatThrowsWhatItMustNotIsNotTrusted() throws Exception {
        bob.warm(ITEMS);
        driver.intercept("execute", call -> {
            call.proceed();
            throw new IllegalStateException("a fault of the driver");
        });
        assertThatThrownBy(() -> broken.run(UPDATE)).isInstanceOf(IllegalStateException.class);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        becomesServed("1|plum");
    }

    private void becomesServed(String row) throws Exception {
        until("the hold is over", () -> {
            long before = bob.cache().hits();
            assertThat(bob.ask(ITEMS)).contains(row);
            return bob.cache().hits() > before;
        });
    }

    @Test
    void aFailedTransactionStaysFailed() throws SQLException {
        bob.warm(ITEMS);
        alice.begin();
        assertThatThrownBy(() -> alice.run("select 1 / 0")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> alice.ask(ITEMS))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("25P02"));
        alice.rollback();
        assertThat(alice.served(ITEMS)).contains("1|apple");
    }

    @Test
    void aFailedTransactionThatIsCommittedIsRolledBack() throws SQLException {
        bob.warm(ITEMS);
        alice.run("begin");
        alice.run(UPDATE);
        assertThatThrownBy(() -> alice.run("select 1 / 0")).isInstanceOf(SQLException.class);
        alice.run("commit");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
        assertThat(alice.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aCommitThatTheDatabaseRefusesIsNeverServed() throws SQLException {
        truth.run("create table child (item int references item deferrable initially deferred)");
        Client carol = client();
        Client dave = client();
        dave.warm(ITEMS);
        carol.begin();
        carol.run(UPDATE);
        carol.run("insert into child values (99)");
        assertThatThrownBy(carol::commit)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("23503"));
        assertThat(dave.ask(ITEMS)).contains("1|apple");
        assertThat(carol.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void aServedQueryOnALostConnectionIsAtWorstTheLastAnswer() throws SQLException {
        Client carol = named("carol");
        carol.warm(ITEMS);
        terminate(carol);
        assertThat(carol.served(ITEMS)).isEqualTo(truth.ask(ITEMS));
        bob.run(UPDATE);
        assertThatThrownBy(() -> carol.ask(ITEMS)).isInstanceOf(SQLException.class);
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @Test
    void theErrorIsTheDriversOwn() {
        assertThat(failureOf(alice, "select nothing from item"))
                .isEqualTo(failureOf(truth, "select nothing from item"));
    }

    private static String failureOf(Client client, String sql) {
        SQLException failure = catchThrowableOfType(SQLException.class, () -> client.ask(sql));
        return failure.getSQLState() + " " + failure;
    }
}
