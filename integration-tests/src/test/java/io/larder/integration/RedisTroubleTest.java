package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.OwnRedis;
import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of reads and writes while Redis is in trouble: right answers, no error, and it heals by itself. */
class RedisTroubleTest {
    private static final String COUNT = "select n from tally where id = 1";
    /** What a loaded machine may add to anything. */
    private static final Duration SLACK = Duration.ofSeconds(2);

    private final String database = TestServers.postgres().freshDatabase();
    private final OwnRedis redis = new OwnRedis();
    private final OtherProcess here = OtherProcess.start();
    private final OtherProcess there = OtherProcess.start();

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client alice;

    @SuppressWarnings("NullAway.Init")
    private Client bob;

    private String url(String more) {
        return TestDatabase.withLarder(database) + (database.contains("?") ? "&" : "?") + "larder.redis=" + redis.uri()
                + more;
    }

    @BeforeEach
    void createTable() throws SQLException {
        try (Client truth = Client.connect(database)) {
            truth.run("create table tally (id int primary key, n int)");
            truth.run("insert into tally values (1, 0)");
        }
    }

    private void connect(String more) throws SQLException {
        alice = here.connect(url(more));
        bob = there.connect(url(more));
    }

    @AfterEach
    void disconnect() throws SQLException {
        alice.close();
        bob.close();
        redis.close();
    }

    @Test
    void whileRedisIsDownNothingIsServedAndAllGoesOn() throws SQLException {
        connect("");

        for (int i = 1; i <= 3; i++) {
            write(i);
            assertThat(bob.ask(COUNT)).containsExactly(Integer.toString(i));
            assertThat(bob.ask(COUNT)).containsExactly(Integer.toString(i));
        }
        assertThat(there.hits(bob)).isZero();
        assertThat(here.statistic(alice, "writesWithoutHub")).isEqualTo(3L);

        redis.start();
        bothAreServed();
        write(4);
        assertThat(bob.ask(COUNT)).containsExactly("4");
    }

    @Test
    void aRedisThatStandsStillHoldsNoReadUpAndOneWriteForAWhile() throws SQLException {
        redis.start();
        connect("");
        bothAreServed();

        redis.pause();
        Duration slowest = Duration.ZERO;
        long end = System.nanoTime() + Duration.ofSeconds(4).toNanos();
        while (System.nanoTime() < end) {
            long start = System.nanoTime();
            assertThat(bob.ask(COUNT)).containsExactly("0");
            slowest = max(slowest, Duration.ofNanos(System.nanoTime() - start));
        }
        assertThat(slowest).as("slowest read").isLessThan(SLACK);
        assertThat(write(1)).as("first write").isLessThan(Duration.ofSeconds(8));
        assertThat(write(2)).as("second write").isLessThan(SLACK);
        assertThat(bob.ask(COUNT)).containsExactly("2");

        redis.resume();
        bothAreServed();
        write(3);
        assertThat(bob.ask(COUNT)).containsExactly("3");
    }

    @Test
    void aRedisThatComesBackEmptyIsANewBeginning() throws SQLException {
        redis.start();
        connect("");
        bothAreServed();

        redis.stop();
        redis.start();
        write(1);

        assertThat(bob.ask(COUNT)).containsExactly("1");
        assertThat(bob.ask(COUNT)).containsExactly("1");
        bothAreServed();
        write(2);
        assertThat(bob.ask(COUNT)).containsExactly("2");
    }

    @Test
    void whoWantsNoWriteOfWhichOthersDoNotHearGetsNone() throws SQLException {
        connect("&larder.writeWithoutHub=refuse");

        assertThatThrownBy(() -> alice.run("update tally set n = 1 where id = 1"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refused -> assertThat(refused.getSQLState()).isEqualTo("57L01"));
        alice.begin();
        alice.run("update tally set n = 2 where id = 1");
        assertThatThrownBy(alice::commit).hasMessageContaining("larder.writeWithoutHub");
        alice.rollback();

        assertThat(alice.ask(COUNT)).containsExactly("0");
    }

    private void bothAreServed() throws SQLException {
        assertThat(here.isServedSoon(alice, COUNT)).as("alice is served").isTrue();
        assertThat(there.isServedSoon(bob, COUNT)).as("bob is served").isTrue();
    }

    private Duration write(int value) throws SQLException {
        long start = System.nanoTime();
        alice.run("update tally set n = " + value + " where id = 1");
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
