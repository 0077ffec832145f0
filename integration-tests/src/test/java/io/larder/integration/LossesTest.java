package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.TcpProxy.Fate;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection is lost at each step of a transaction, in each way: what Bob sees afterwards is what the database has, then
 * and for ever. To add a step or a way, add a constant.
 */
@ParameterizedClass
@EnumSource(
        value = TestDatabase.class,
        names = {"POSTGRESQL", "MARIADB"})
class LossesTest extends Histories {
    private static final String ITEMS_OF = "select id, name from %s order by id";

    /** During what a connection is lost. Each has a table of its own. What counts as a write of all tables comes last. */
    @SuppressWarnings("ImmutableEnumChecker") // Its actions have no state.
    enum Step {
        AUTOCOMMITTED_WRITE((client, table) -> {}, Step::update),
        PREPARED_WRITE(
                (client, table) -> {},
                (client, table) -> client.run("update " + table + " set name = ? where id = ?", "plum", 1)),
        BATCH((client, table) -> {}, Step::batch),
        FIRST_WRITE((client, table) -> client.begin(), Step::update),
        WRITE_IN_TRANSACTION(
                Step::write, (client, table) -> client.run("update " + table + " set name = 'fig' where id = 2")),
        COMMIT(Step::write, (client, table) -> client.commit()),
        COMMIT_OF_A_BATCH(
                (client, table) -> {
                    client.begin();
                    batch(client, table);
                },
                (client, table) -> client.commit()),
        COMMIT_BY_TEXT(
                (client, table) -> {
                    client.run("begin");
                    update(client, table);
                },
                (client, table) -> client.run("commit")),
        COMMIT_AND_CHAIN(Step::write, (client, table) -> client.run("commit and chain")),
        COMMIT_BY_AUTOCOMMIT(Step::write, (client, table) -> client.connection.setAutoCommit(true)),
        SECOND_BEGIN(Step::write, (client, table) -> client.run("begin")),
        ROLLBACK(Step::write, (client, table) -> client.rollback()),
        ROLLBACK_TO_SAVEPOINT(
                (client, table) -> {
                    client.begin();
                    client.run("savepoint s");
                    update(client, table);
                },
                (client, table) -> client.run("rollback to s")),
        READ_IN_TRANSACTION(Step::write, (client, table) -> client.ask(String.format(ITEMS_OF, table))),
        CLOSE(Step::write, (client, table) -> client.close()),
        PREPARE(Step::write, (client, table) -> client.run("prepare transaction '" + table + "'")),
        COMMIT_PREPARED(Step::prepare, (client, table) -> client.run("commit prepared '" + table + "'")),
        ROLLBACK_PREPARED(Step::prepare, (client, table) -> client.run("rollback prepared '" + table + "'")),
        COMMIT_BY_DEFINITION(Step::write, (client, table) -> client.run("create table of_" + table + " (id int)"));

        private final Action before;
        private final Action during;

        Step(Action before, Action during) {
            this.before = before;
            this.during = during;
        }

        private boolean isOf(TestDatabase database) {
            return database == TestDatabase.POSTGRESQL
                    || !EnumSet.range(PREPARE, ROLLBACK_PREPARED).contains(this);
        }

        private String table() {
            return "item_" + name().toLowerCase(Locale.ROOT);
        }

        private static void update(Client client, String table) throws SQLException {
            client.run("update " + table + " set name = 'plum' where id = 1");
        }

        private static void write(Client client, String table) throws SQLException {
            client.begin();
            update(client, table);
        }

        private static void prepare(Client client, String table) throws SQLException {
            write(client, table);
            client.run("prepare transaction '" + table + "'");
            client.connection.setAutoCommit(true);
        }

        private static void batch(Client client, String table) throws SQLException {
            try (PreparedStatement statement =
                    client.connection.prepareStatement("update " + table + " set name = ? where id = ?")) {
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
        void run(Client client, String table) throws SQLException;
    }

    LossesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        List<String> schema = new ArrayList<>();
        for (Step step : Step.values()) {
            schema.add("create table " + step.table() + " (id int primary key, name varchar(100))");
            schema.add("insert into " + step.table() + " values (1, 'apple'), (2, 'pear')");
        }
        return schema;
    }

    @ParameterizedTest
    @EnumSource(Way.class)
    void whateverIsLostBobSeesWhatTheDatabaseHas(Way way) throws Exception {
        List<Step> steps =
                Stream.of(Step.values()).filter(step -> step.isOf(database)).toList();
        for (Step step : steps) {
            bob.warm(String.format(ITEMS_OF, step.table()));
        }
        for (Step step : steps) {
            tell(step, way);
        }
        finishPrepared();
        for (Step step : steps) {
            becomesServed(step, way);
        }
        for (Step step : steps) {
            bobSeesTheTruth(step, way);
            bob.run("update " + step.table() + " set name = 'kiwi' where id = 2");
            bobSeesTheTruth(step, way);
        }
    }

    private void tell(Step step, Way way) throws Exception {
        try (TcpProxy proxy = TcpProxy.before(bareUrl())) {
            String url = database.with(proxy.through(larderUrl()), "larder.orphanHold", "1s");
            Client carol = closedAtTheEnd(Client.connect(url));
            String process = carol.ask(
                            database == TestDatabase.MARIADB ? "select connection_id()" : "select pg_backend_pid()")
                    .get(0);
            step.before.run(carol, step.table());
            lose(carol, proxy, step, way, process);
            for (int time = 1; time <= 3; time++) {
                bobSeesTheTruth(step, way);
            }
            proxy.cut();
            awaitEnd(process);
        }
    }

    private void becomesServed(Step step, Way way) throws Exception {
        Meanwhile.until("the hold is over", () -> {
            long before = bob.cache().hits();
            bobSeesTheTruth(step, way);
            return bob.cache().hits() > before;
        });
    }

    private void lose(Client carol, TcpProxy proxy, Step step, Way way, String process) throws Exception {
        switch (way) {
            case KILLED_BEFORE -> {
                kill(process);
                attempt(carol, step);
            }
            case REQUEST_LOST, ANSWER_LOST -> {
                proxy.next(way == Way.REQUEST_LOST ? Fate.REQUEST_LOST : Fate.ANSWER_LOST);
                attempt(carol, step);
            }
            case ABORTED_MEANWHILE, CLOSED_MEANWHILE -> {
                proxy.next(Fate.ANSWER_HELD);
                CompletableFuture<Boolean> attempt = Meanwhile.start(() -> attempt(carol, step));
                assertThat(step == Step.CLOSE || proxy.awaitAnswer())
                        .as("an answer")
                        .isTrue();
                bobSeesTheTruth(step, way);
                if (way == Way.ABORTED_MEANWHILE) {
                    carol.connection.abort(Runnable::run);
                } else {
                    carol.connection.close();
                }
                proxy.cut();
                Meanwhile.end(attempt);
            }
        }
    }

    private static boolean attempt(Client carol, Step step) {
        try {
            step.during.run(carol, step.table());
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
    private void bobSeesTheTruth(Step step, Way way) throws SQLException {
        String sql = String.format(ITEMS_OF, step.table());
        List<List<String>> possible = new ArrayList<>();
        possible.add(truth.ask(sql));
        List<String> seen = bob.ask(sql);
        possible.add(truth.ask(sql));
        assertThat(seen).as("%s, %s", step, way).isIn(possible);
    }

    private void finishPrepared() throws SQLException {
        if (database == TestDatabase.POSTGRESQL) {
            for (String prepared : truth.ask("select gid from pg_prepared_xacts where database = current_database()")) {
                bob.run("commit prepared '" + prepared + "'");
                assertThat(bob.ask(String.format(ITEMS_OF, prepared))).contains("1|plum", "2|pear");
            }
        }
    }
}
