package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several sessions ask at once what nobody has asked before. The table is locked, so that it takes as long as it must. */
class ConcurrentMissesTest extends Histories {
    private final List<Client> crowd = new ArrayList<>();

    ConcurrentMissesTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of("create table other (id int)");
    }

    @BeforeEach
    void gather() throws SQLException {
        for (int i = 0; i < 5; i++) {
            Client one = client();
            one.ask("select id from other");
            crowd.add(one);
        }
        lock();
    }

    private void lock() throws SQLException {
        truth.begin();
        truth.run("lock table item in access exclusive mode");
    }

    private List<CompletableFuture<List<String>>> askAll() throws Exception {
        List<CompletableFuture<List<String>>> answers = new ArrayList<>();
        for (Client one : crowd) {
            answers.add(Meanwhile.start(() -> one.ask(ITEMS)));
        }
        Meanwhile.until("all but one wait", () -> waiting() == crowd.size() - 1 && inDatabase() == 1);
        return answers;
    }

    /** Lets one ask, and returns when the database is at it. */
    private CompletableFuture<List<String>> asks(Client one) throws Exception {
        CompletableFuture<List<String>> answer = Meanwhile.start(() -> one.ask(ITEMS));
        Meanwhile.until("he is at it", () -> inDatabase() == 1);
        return answer;
    }

    private static long waiting() {
        return Thread.getAllStackTraces().values().stream()
                .filter(stack -> Arrays.stream(stack)
                        .anyMatch(frame -> frame.getClassName().endsWith(".ConcurrentMisses$Waiting")))
                .count();
    }

    private int inDatabase() throws SQLException {
        return Integer.parseInt(bob.ask("select count(*) from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock'")
                .get(0));
    }

    @Test
    void oneAsksForAll() throws Exception {
        long misses = alice.cache().misses();
        List<CompletableFuture<List<String>>> answers = askAll();
        truth.commit();
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(Meanwhile.end(answer)).containsExactly("1|apple", "2|pear");
        }
        assertThat(alice.cache().misses()).isEqualTo(misses + 1);
        assertThat(alice.cache().hits()).isGreaterThanOrEqualTo(crowd.size() - 1);
    }

    @Test
    void whatWasWrittenMeanwhileIsSeenByAll() throws Exception {
        List<CompletableFuture<List<String>>> answers = askAll();
        CompletableFuture<Integer> write = Meanwhile.start(() -> alice.run("insert into item values (3, 'plum')"));
        Meanwhile.until("the write waits, too", () -> inDatabase() == 2);
        truth.commit();
        Meanwhile.end(write);
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(Meanwhile.end(answer)).startsWith("1|apple", "2|pear");
        }
        for (Client one : crowd) {
            assertThat(one.ask(ITEMS)).containsExactly("1|apple", "2|pear", "3|plum");
        }
    }

    @Test
    void ifTheOneFailsTheOthersAskThemselves() throws Exception {
        List<CompletableFuture<List<String>>> answers = askAll();
        bob.ask("select pg_cancel_backend(pid) from pg_stat_activity"
                + " where datname = current_database() and wait_event_type = 'Lock'");
        Meanwhile.until("the others ask", () -> inDatabase() == crowd.size() - 1);
        truth.commit();
        long failed = answers.stream()
                .filter(answer -> answer.handle((rows, failure) -> failure != null)
                        .orTimeout(30, TimeUnit.SECONDS)
                        .join())
                .count();
        assertThat(failed).isEqualTo(1);
    }

    @Test
    void whoIsCancelledWhileHeWaitsIsReleased() throws Exception {
        CompletableFuture<List<String>> first = asks(crowd.get(0));
        try (Statement statement = crowd.get(1).connection.createStatement()) {
            CompletableFuture<List<String>> second = Meanwhile.start(() -> Client.read(statement.executeQuery(ITEMS)));
            Meanwhile.until("the other waits", () -> waiting() == 1);
            statement.cancel();
            Meanwhile.until("he asks himself", () -> inDatabase() == 2 || second.isDone());
            truth.commit();
            Meanwhile.assertCancelledOr(Meanwhile.end(first), second);
        }
    }

    @Test
    void aQueryTimeoutCountsWhileOneWaits() throws Exception {
        CompletableFuture<List<String>> first = asks(crowd.get(0));
        try (Statement statement = crowd.get(1).connection.createStatement()) {
            statement.setQueryTimeout(1);
            SQLException late = catchThrowableOfType(SQLException.class, () -> statement.executeQuery(ITEMS));
            assertThat(late.getSQLState()).isEqualTo("57014");
        }
        truth.commit();
        assertThat(Meanwhile.end(first)).hasSize(2);
    }

    @Test
    void aConnectionThatIsAbortedDoesNotWait() throws Exception {
        CompletableFuture<List<String>> first = asks(crowd.get(0));
        CompletableFuture<List<String>> second =
                Meanwhile.start(() -> crowd.get(1).ask(ITEMS));
        Meanwhile.until("the other waits", () -> waiting() == 1);
        crowd.get(1).connection.abort(Runnable::run);
        assertThat(Meanwhile.failure(second)).isInstanceOf(SQLException.class);
        truth.commit();
        assertThat(Meanwhile.end(first)).hasSize(2);
    }

    /** He may have locked what the other one waits for. */
    @Test
    void whoIsInATransactionDoesNotWait() throws Exception {
        truth.rollback();
        Client holder = crowd.get(0);
        holder.begin();
        holder.run("lock table item in access exclusive mode");
        CompletableFuture<List<String>> first = asks(crowd.get(1));
        assertThat(holder.ask(ITEMS)).hasSize(2);
        holder.commit();
        assertThat(Meanwhile.end(first)).hasSize(2);
    }

    /** Nobody waits twice for what is never kept. */
    @Test
    void whatIsNotKeptIsWaitedForOnce() throws Exception {
        truth.run("insert into item select i, 'x' from generate_series(3, 2000) i");
        List<CompletableFuture<List<String>>> answers = askAll();
        truth.commit();
        for (CompletableFuture<List<String>> answer : answers) {
            assertThat(Meanwhile.end(answer)).hasSize(2000);
        }
        lock();
        List<CompletableFuture<List<String>>> again = new ArrayList<>();
        for (Client one : crowd) {
            again.add(Meanwhile.start(() -> one.ask(ITEMS)));
        }
        Meanwhile.until("all ask", () -> inDatabase() == crowd.size());
        truth.commit();
        for (CompletableFuture<List<String>> answer : again) {
            assertThat(Meanwhile.end(answer)).hasSize(2000);
        }
    }

    @Test
    void whatWillSoonBeTooOldIsAskedForByOneWhileOthersAreServed() throws Exception {
        Client early = client("larder.ttl", "4s");
        Client other = client("larder.ttl", "4s");
        CompletableFuture<List<String>> dear = asks(early);
        truth.ask("select pg_sleep(1)");
        truth.commit();
        Meanwhile.end(dear);
        other.served(ITEMS);
        lock();
        CompletableFuture<Long> refreshed = Meanwhile.start(() -> {
            long misses = early.cache().misses();
            long served = 0;
            while (early.cache().misses() == misses) {
                early.ask(ITEMS);
                served++;
            }
            return served;
        });
        Meanwhile.until("the answer is asked for anew", () -> inDatabase() == 1);
        other.served(ITEMS);
        truth.commit();
        assertThat(Meanwhile.end(refreshed)).isGreaterThan(1);
    }
}
