package io.larder.integration;

import static io.larder.integration.Meanwhile.end;
import static io.larder.integration.Meanwhile.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderDataSource;
import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries and commits that overlap, each order forced by holding up a call of the driver. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class RaceHistoriesTest extends Histories {
    private static final String UPDATE = "update item set name = 'plum' where id = 1";

    private Interceptions driver;
    /** A session whose calls of the driver can be held up. */
    private Client slow;

    @SuppressWarnings("NullAway.Init") // Set before each test.
    RaceHistoriesTest(TestDatabase database) {
        super(database);
    }

    @BeforeEach
    void connectSlowly() throws SQLException {
        driver = new Interceptions(bareUrl());
        slow = closedAtTheEnd(new Client(new LarderDataSource(driver.dataSource()).getConnection()));
    }

    @Test
    void theSlowSessionSharesTheCache() throws SQLException {
        slow.warm(ITEMS);
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCommitBeforeTheQueryRunsIsInItsAnswer(boolean autoCommit) throws Exception {
        Gate gate = driver.before("executeQuery");
        CompletableFuture<List<String>> reading = start(() -> slow.ask(ITEMS));
        gate.awaitArrival();
        write(autoCommit);
        gate.open();
        assertThat(end(reading)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
        assertThat(bob.ask(ITEMS)).contains("1|plum");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFillThatRacesACommitIsNotStored(boolean autoCommit) throws Exception {
        long racesLost = bob.cache().racesLost();
        Gate gate = driver.after("executeQuery");
        CompletableFuture<List<String>> reading = start(() -> slow.ask(ITEMS));
        gate.awaitArrival();
        write(autoCommit);
        gate.open();
        assertThat(end(reading)).as("what it read before the commit").contains("1|apple");
        assertThat(bob.cache().racesLost()).isEqualTo(racesLost + 1);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(slow.served(ITEMS)).contains("1|plum");
    }

    private void write(boolean autoCommit) throws SQLException {
        alice.connection.setAutoCommit(autoCommit);
        alice.run(UPDATE);
        if (!autoCommit) {
            alice.commit();
        }
    }

    @Test
    void aFillThatRacesARollbackIsRight() throws Exception {
        Gate gate = driver.after("executeQuery");
        CompletableFuture<List<String>> reading = start(() -> slow.ask(ITEMS));
        gate.awaitArrival();
        alice.begin();
        alice.run(UPDATE);
        alice.rollback();
        gate.open();
        assertThat(end(reading)).contains("1|apple");
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileACommitIsOnItsWayNobodyIsServed(boolean before) throws Exception {
        bob.warm(ITEMS);
        slow.begin();
        slow.run(UPDATE);
        Gate gate = before ? driver.before("commit") : driver.after("commit");
        CompletableFuture<Boolean> committing = start(() -> {
            slow.commit();
            return true;
        });
        gate.awaitArrival();
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains(before ? "1|apple" : "1|plum");
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS));
        assertThat(bob.cache().bypasses()).containsKey(BypassReason.TABLE_CHANGING);
        gate.open();
        end(committing);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whileAWriteWithAutoCommitIsOnItsWayNobodyIsServed(boolean before) throws Exception {
        bob.warm(ITEMS);
        Gate gate = before ? driver.before("execute") : driver.after("execute");
        CompletableFuture<Integer> writing = start(() -> slow.run(UPDATE));
        gate.awaitArrival();
        assertThat(bob.answered(ITEMS)).isEqualTo(truth.ask(ITEMS)).contains(before ? "1|apple" : "1|plum");
        gate.open();
        end(writing);
        assertThat(bob.answered(ITEMS)).contains("1|plum");
        assertThat(bob.served(ITEMS)).contains("1|plum");
    }

    @Test
    void whatWasReadWhileACommitWasOnItsWayIsNotStored() throws Exception {
        Client carol = client();
        slow.begin();
        slow.run(UPDATE);
        Gate committed = driver.before("commit");
        CompletableFuture<Boolean> committing = start(() -> {
            slow.commit();
            return true;
        });
        committed.awaitArrival();
        assertThat(carol.ask(ITEMS)).contains("1|apple");
        committed.open();
        end(committing);
        assertThat(carol.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void otherTablesAreServedWhileACommitIsOnItsWay() throws Exception {
        alice.run("create table other (id int)");
        bob.warm("select id from other");
        slow.begin();
        slow.run(UPDATE);
        Gate gate = driver.before("commit");
        CompletableFuture<Boolean> committing = start(() -> {
            slow.commit();
            return true;
        });
        gate.awaitArrival();
        assertThat(bob.served("select id from other")).isEmpty();
        gate.open();
        end(committing);
    }

    @Test
    void aRollbackOnItsWayDisturbsNobody() throws Exception {
        bob.warm(ITEMS);
        slow.begin();
        slow.run(UPDATE);
        Gate gate = driver.before("rollback");
        CompletableFuture<Boolean> ending = start(() -> {
            slow.rollback();
            return true;
        });
        gate.awaitArrival();
        assertThat(bob.served(ITEMS)).contains("1|apple");
        gate.open();
        end(ending);
        assertThat(bob.served(ITEMS)).contains("1|apple");
    }

    @Test
    void whatAnotherThreadHasWrittenOnTheConnectionIsNotStoredBeforeItsCommit() throws Exception {
        slow.begin();
        Gate gate = driver.before("executeQuery");
        CompletableFuture<List<String>> reading = start(() -> slow.ask(ITEMS));
        gate.awaitArrival();
        slow.run(UPDATE);
        gate.open();
        assertThat(end(reading)).contains("1|plum");
        slow.rollback();
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    @Test
    void readingTheSchemaRollsBackNothingThatAnotherThreadHasWritten() throws Exception {
        slow.begin();
        slow.ask(ITEMS);
        bob.run("create table other (id int)");
        Gate gate = driver.before("rollback");
        CompletableFuture<Boolean> committing = start(() -> {
            slow.commit();
            return true;
        });
        gate.awaitArrival();
        FutureTask<Integer> inserting = new FutureTask<>(() -> slow.run("insert into item values (3, 'fig')"));
        Thread inserter = new Thread(inserting, "inserter");
        inserter.start();
        Meanwhile.until(
                "the insert is done or waits", () -> inserting.isDone() || inserter.getState() == Thread.State.WAITING);
        gate.open();
        end(committing);
        inserting.get(30, TimeUnit.SECONDS);
        slow.commit();
        assertThat(truth.ask(ITEMS)).contains("3|fig");
    }

    @Test
    void twoFillsOfOneQuestionAreBothRight() throws Exception {
        Gate gate = driver.after("executeQuery");
        CompletableFuture<List<String>> reading = start(() -> slow.ask(ITEMS));
        gate.awaitArrival();
        alice.run(UPDATE);
        bob.warm(ITEMS);
        gate.open();
        end(reading);
        assertThat(bob.served(ITEMS))
                .as("the old answer did not replace the new one")
                .contains("1|plum");
    }
}
