package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TcpProxy.Fate;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A connection is lost at each step of a transaction, in each way: what Bob sees afterwards is what the database has, then
 * and for ever. To add a step or a way, add a constant.
 */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "MARIADB"})
class LossesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    /** During what a connection is lost. */
    enum Step {
        AUTOCOMMITTED_WRITE(client -> client.ask("select 1"), client -> client.run(UPDATE)),
        PREPARED_WRITE(
                client -> client.ask("select 1"),
                client -> client.run("update item set name = ? where id = ?", "plum", 1)),
        BATCH(client -> client.ask("select 1"), Step::batch),
        FIRST_WRITE(Client::begin, client -> client.run(UPDATE)),
        WRITE_IN_TRANSACTION(Step::write, client -> client.run("update item set name = 'fig' where id = 2")),
        COMMIT(Step::write, Client::commit),
        COMMIT_OF_A_BATCH(
                client -> {
                    client.begin();
                    batch(client);
                },
                Client::commit),
        COMMIT_BY_TEXT(
                client -> {
                    client.run("begin");
                    client.run(UPDATE);
                },
                client -> client.run("commit")),
        COMMIT_AND_CHAIN(Step::write, client -> client.run("commit and chain")),
        COMMIT_BY_AUTOCOMMIT(Step::write, client -> client.connection.setAutoCommit(true)),
        COMMIT_BY_DEFINITION(Step::write, client -> client.run("create table third (id int)")),
        SECOND_BEGIN(Step::write, client -> client.run("begin")),
        ROLLBACK(Step::write, Client::rollback),
        ROLLBACK_TO_SAVEPOINT(
                client -> {
                    client.begin();
                    client.run("savepoint s");
                    client.run(UPDATE);
                },
                client -> client.run("rollback to s")),
        READ_IN_TRANSACTION(Step::write, client -> client.ask(ITEMS)),
        PREPARE(Step::write, client -> client.run("prepare transaction 'losses'")),
        COMMIT_PREPARED(
                client -> {
                    write(client);
                    client.run("prepare transaction 'losses'");
                    client.connection.setAutoCommit(true);
                },
                client -> client.run("commit prepared 'losses'")),
        ROLLBACK_PREPARED(
                client -> {
                    write(client);
                    client.run("prepare transaction 'losses'");
                    client.connection.setAutoCommit(true);
                },
                client -> client.run("rollback prepared 'losses'")),
        CLOSE(Step::write, Client::close);

        private final Action before;
        private final Action during;

        Step(Action before, Action during) {
            this.before = before;
            this.during = during;
        }

        private boolean isOf(TestDatabase database) {
            return database == TestDatabase.POSTGRESQL || !name().contains("PREPARE") || this == PREPARED_WRITE;
        }

        private static void write(Client client) throws SQLException {
            client.begin();
            client.run(UPDATE);
        }

        private static void batch(Client client) throws SQLException {
            try (PreparedStatement statement =
                    client.connection.prepareStatement("update item set name = ? where id = ?")) {
                for (int id = 1; id <= 2; id++) {
                    statement.setString(1, "plum");
                    statement.setInt(2, id);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    /** In what way it is lost. */
    enum Way {
        KILLED_BEFORE,
        REQUEST_LOST,
        ANSWER_LOST,
        ABORTED_MEANWHILE,
        CLOSED_MEANWHILE
    }

    private interface Action {
        void run(Client client) throws SQLException;
    }

    private TcpProxy proxy;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    LossesTest(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void openProxy() throws Exception {
        proxy = TcpProxy.before(bareUrl());
    }

    @AfterEach
    void closeProxy() throws Exception {
        proxy.close();
    }

    static Stream<Arguments> losses() {
        return Stream.of(Step.values()).flatMap(step -> Stream.of(Way.values()).map(way -> Arguments.of(step, way)));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void whateverIsLostBobSeesWhatTheDatabaseHas(Step step, Way way) throws Exception {
        if (!step.isOf(database)) {
            assertThat(step.name()).as("only PostgreSQL has it").contains("PREPARE");
            return;
        }
        bob.warm(ITEMS);
        Client carol =
                closedAtTheEnd(Client.connect(database.with(proxy.through(larderUrl()), "larder.orphanHold", "100ms")));
        String process = carol.ask(
                        database == TestDatabase.MARIADB ? "select connection_id()" : "select pg_backend_pid()")
                .get(0);
        step.before.run(carol);
        bob.ask(ITEMS);
        lose(carol, step, way, process);
        for (int time = 1; time <= 3; time++) {
            bobSeesTheTruth();
        }
        proxy.close();
        awaitEnd(process);
        Meanwhile.until("the hold is over", () -> {
            long before = bob.cache().hits();
            bobSeesTheTruth();
            return bob.cache().hits() > before;
        });
        finishPrepared();
        bob.run("update item set name = 'kiwi' where id = 2");
        bobSeesTheTruth();
    }

    private void lose(Client carol, Step step, Way way, String process) throws Exception {
        switch (way) {
            case KILLED_BEFORE -> {
                kill(process);
                attempt(carol, step);
            }
            case REQUEST_LOST -> {
                proxy.next(Fate.REQUEST_LOST);
                attempt(carol, step);
            }
            case ANSWER_LOST -> {
                proxy.next(Fate.ANSWER_LOST);
                attempt(carol, step);
            }
            case ABORTED_MEANWHILE, CLOSED_MEANWHILE -> {
                proxy.next(Fate.ANSWER_HELD);
                CompletableFuture<Boolean> attempt = Meanwhile.start(() -> attempt(carol, step));
                assertThat(step == Step.CLOSE || proxy.awaitAnswer()).isTrue();
                bobSeesTheTruth();
                if (way == Way.ABORTED_MEANWHILE) {
                    carol.connection.abort(Runnable::run);
                } else {
                    carol.connection.close();
                }
                proxy.close();
                Meanwhile.end(attempt);
            }
        }
    }

    private static boolean attempt(Client carol, Step step) {
        try {
            step.during.run(carol);
            return true;
        } catch (SQLException lost) {
            return false;
        }
    }

    private void kill(String process) throws Exception {
        truth.run(
                database == TestDatabase.MARIADB
                        ? "kill connection " + process
                        : "select pg_terminate_backend(" + process + ")");
        awaitEnd(process);
    }

    private void awaitEnd(String process) throws Exception {
        String sql = database == TestDatabase.MARIADB
                ? "select count(*) from information_schema.processlist where id = " + process
                : "select count(*) from pg_stat_activity where pid = " + process;
        Meanwhile.until("the server has given it up", () -> truth.ask(sql).contains("0"));
    }

    /** Bob's answer lies between two looks at the database: what is on its way may arrive at any moment. */
    private void bobSeesTheTruth() throws SQLException {
        List<List<String>> possible = new ArrayList<>();
        possible.add(truth.ask(ITEMS));
        List<String> seen = bob.ask(ITEMS);
        possible.add(truth.ask(ITEMS));
        assertThat(seen).isIn(possible);
    }

    private void finishPrepared() throws SQLException {
        if (database == TestDatabase.POSTGRESQL) {
            for (String prepared : truth.ask("select gid from pg_prepared_xacts where database = current_database()")) {
                bob.run("commit prepared '" + prepared + "'");
                bobSeesTheTruth();
                assertThat(bob.ask(ITEMS)).contains("1|plum");
            }
        }
    }
}
