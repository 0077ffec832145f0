package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.RedisInstance;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes miss the same at once: one of them asks the database. The table is locked while they do. */
@Tag("processes")
class SharedTurnsTest {
    private static final String DEAR =
            "select a.name, sum(b.n) from fruit a, fruit b, fruit c where a.id <= 3 group by a.name";
    /** Another text: whoever has waited for one in vain goes alone for a while. */
    private static final String DEAR_AS_WELL = DEAR.replace("sum(b.n)", "sum(c.n)");
    /** Long enough for a machine that does other things as well; short enough to be waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** What such a machine may add to anything. */
    private static final Duration SLACK = Duration.ofSeconds(3);

    private static final RedisInstance REDIS = RedisInstance.start();
    private static final String DATABASE = TestDatabase.POSTGRESQL.create();
    private static final List<OtherProcess> PROCESSES = new ArrayList<>();
    private static final List<Client> CLIENTS = new ArrayList<>();
    /** Another process, because what is asked right after a process's own write is not given to the others. */
    private static final OtherProcess WRITING = OtherProcess.start();

    @SuppressWarnings("NullAway.Init") // Set before all tests.
    private static Client writer;

    private Client truth;
    private Client watch;

    @BeforeAll
    static void start() throws SQLException {
        try (Client truth = Client.connect(DATABASE)) {
            truth.run("create table other (id int)");
            truth.run("create table fruit (id int primary key, name text, n int)");
            truth.run("insert into fruit select i, 'apple', 1 from generate_series(1, 400) i");
        }
        String url = TestDatabase.POSTGRESQL.with(TestDatabase.withLarder(DATABASE), "larder.redis", REDIS.uri())
                + "&larder.redis.patience=" + PATIENCE.toMillis() + "ms";
        for (int i = 0; i < 3; i++) {
            OtherProcess process = OtherProcess.start();
            PROCESSES.add(process);
            CLIENTS.add(process.connect(url));
        }
        for (int i = 0; i < 3; i++) {
            assertThat(PROCESSES.get(i).isServedSoon(CLIENTS.get(i), "select id from other"))
                    .isTrue();
            for (int text = 0; text < 12; text++) {
                CLIENTS.get(i).ask("select id as i" + text + " from other");
            }
            learn(i, DEAR);
        }
        learn(0, DEAR_AS_WELL);
        learn(1, DEAR_AS_WELL);
        writer = WRITING.connect(url);
    }

    /** Has a process measure what a query takes, in the database and in Redis. */
    private static void learn(int process, String sql) throws SQLException {
        long misses = misses(process);
        while (misses(process) < misses + 2) {
            CLIENTS.get(process).run("update fruit set n = n where id = 1");
            assertThat(PROCESSES.get(process).isServedSoon(CLIENTS.get(process), sql))
                    .isTrue();
        }
    }

    @AfterAll
    static void stop() throws SQLException {
        for (Client client : CLIENTS) {
            client.close();
        }
        writer.close();
        PROCESSES.forEach(OtherProcess::close);
        WRITING.close();
        REDIS.close();
    }

    /** What is kept is outdated, and who asks the database has to wait. */
    @BeforeEach
    void lock() throws SQLException {
        outdate();
        truth = Client.connect(DATABASE);
        watch = Client.connect(DATABASE);
        truth.begin();
        truth.run("lock table fruit in access exclusive mode");
    }

    @AfterEach
    void unlock() throws SQLException {
        truth.close();
        watch.close();
    }

    @Test
    void oneProcessAsksForAll() throws Exception {
        long misses = misses();
        long shared = sharedHits();
        List<CompletableFuture<List<String>>> answers = askAll();
        Meanwhile.until("all but one wait", () -> waiting() == 2 && inDatabase() == 1);
        truth.commit();
        List<String> right = truth.ask(DEAR);
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(Meanwhile.end(answer)).isEqualTo(right);
        }
        assertThat(misses()).isEqualTo(misses + 1);
        assertThat(sharedHits()).isEqualTo(shared + 2);
        Meanwhile.until("nobody's turn", () -> turns().isEmpty());
    }

    @Test
    void ifTheOneFailsAnotherOneAsks() throws Exception {
        List<CompletableFuture<List<String>>> answers = askAll();
        Meanwhile.until("all but one wait", () -> waiting() == 2 && inDatabase() == 1);
        watch.ask("select pg_cancel_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'");
        Meanwhile.until("the next one asks", () -> waiting() == 1 && inDatabase() == 1);
        truth.commit();
        long failed = answers.stream()
                .filter(answer ->
                        answer.handle((rows, failure) -> failure != null).join())
                .count();
        assertThat(failed).isEqualTo(1);
    }

    /** As if it had been killed: its name stands there for as long as it was to. */
    @Test
    void aProcessThatIsGoneHoldsNobodyUpForLongerThanItsTurn() throws Exception {
        CompletableFuture<List<String>> first = ask(0);
        Meanwhile.until("he is at it", () -> inDatabase() == 1 && turns().size() == 1);
        String name = turns().get(0);
        truth.commit();
        Meanwhile.end(first);
        Meanwhile.until("his turn is over", () -> turns().isEmpty());
        outdate();
        REDIS.call("SET", name, "somebody who was killed", "PX", "300");

        long start = System.nanoTime();
        assertThat(Meanwhile.end(ask(1))).isEqualTo(truth.ask(DEAR));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE);
    }

    @Test
    void aRedisThatHangsIsWaitedForNoLongerThanItMay() throws Exception {
        CompletableFuture<List<String>> first = ask(0, DEAR_AS_WELL);
        Meanwhile.until("he is at it", () -> inDatabase() == 1);
        long start = System.nanoTime();
        CompletableFuture<List<String>> second = ask(1, DEAR_AS_WELL);
        Meanwhile.until("the other one waits", () -> waiting() == 1);
        REDIS.pause();
        try {
            Meanwhile.until("he asks himself", () -> inDatabase() == 2);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.plus(SLACK));
            truth.commit();
            assertThat(Meanwhile.end(second)).isEqualTo(Meanwhile.end(first));
        } finally {
            REDIS.resume();
        }
        assertThat(PROCESSES.get(0).isServedSoon(CLIENTS.get(0), DEAR_AS_WELL)).isTrue();
        assertThat(PROCESSES.get(1).isServedSoon(CLIENTS.get(1), DEAR_AS_WELL)).isTrue();
    }

    @Test
    void whoIsCancelledWaitsNoLonger() throws Exception {
        CompletableFuture<List<String>> first = ask(0);
        Meanwhile.until("he is at it", () -> inDatabase() == 1);
        try (Statement statement = CLIENTS.get(1).connection.createStatement()) {
            CompletableFuture<List<String>> second = Meanwhile.start(() -> Client.read(statement.executeQuery(DEAR)));
            Meanwhile.until("the other one waits", () -> waiting() == 1);
            long start = System.nanoTime();
            statement.cancel();
            Meanwhile.until("he waits no more", () -> waiting() == 0);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(PATIENCE.dividedBy(2));
            truth.commit();
            Meanwhile.assertCancelledOr(Meanwhile.end(first), second);
        }
    }

    /** Outdates what is kept; returns when all know that this is over. */
    private static void outdate() throws SQLException {
        writer.run("update fruit set n = n + 1 where id = 2");
        for (int i = 0; i < CLIENTS.size(); i++) {
            assertThat(PROCESSES.get(i).isServedSoon(CLIENTS.get(i), "select n from fruit where id = 2"))
                    .isTrue();
        }
    }

    private static List<CompletableFuture<List<String>>> askAll() {
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS.size(); i++) {
            answers.add(ask(i));
        }
        return answers;
    }

    private static CompletableFuture<List<String>> ask(int process) {
        return ask(process, DEAR);
    }

    private static CompletableFuture<List<String>> ask(int process, String sql) {
        return Meanwhile.start(() -> CLIENTS.get(process).ask(sql));
    }

    private static long waiting() {
        LockSupport.parkNanos(20_000_000);
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> isIn(stack, ".SharedTurns") && isIn(stack, ".SharedTurnsTest"))
                .count();
    }

    private static boolean isIn(StackTraceElement[] stack, String name) {
        return Arrays.stream(stack).anyMatch(frame -> frame.getClassName().endsWith(name));
    }

    private int inDatabase() throws SQLException {
        return Integer.parseInt(watch.ask("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .get(0));
    }

    private static List<String> turns() throws IOException {
        return REDIS.call("KEYS", "larder:*:turn") instanceof List<?> keys
                ? keys.stream().map(String::valueOf).toList()
                : List.of();
    }

    private static long misses() throws SQLException {
        long misses = 0;
        for (int i = 0; i < CLIENTS.size(); i++) {
            misses += misses(i);
        }
        return misses;
    }

    private static long misses(int process) throws SQLException {
        return (long) PROCESSES.get(process).statistic(CLIENTS.get(process), "misses");
    }

    private static long sharedHits() throws SQLException {
        long hits = 0;
        for (int i = 0; i < CLIENTS.size(); i++) {
            hits += (long) PROCESSES.get(i).statistic(CLIENTS.get(i), "sharedHits");
        }
        return hits;
    }
}
