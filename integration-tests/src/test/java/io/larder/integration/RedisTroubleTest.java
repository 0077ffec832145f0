package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.OwnRedis;
import io.larder.testservers.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A Redis that is not there from the beginning. What befalls one that was, is in {@link FaultTableTest}. */
@Tag("processes")
class RedisTroubleTest {
    private static final String COUNT = "select n from tally where id = 1";

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
        here.close();
        there.close();
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

    @Test
    void whoHasOnlyAskedIsNeverRefused() throws Exception {
        connect("&larder.writeWithoutHub=refuse&larder.privilegeTtl=1s");
        alice.begin();
        alice.ask(COUNT);
        long end = System.nanoTime() + 1_100_000_000;
        Meanwhile.until("the look at the schema is old", () -> System.nanoTime() > end);

        assertThat(alice.ask(COUNT)).containsExactly("0");
        alice.commit();

        alice.run("update tally set n = 2 where id = 1");
        assertThatThrownBy(alice::commit).hasMessageContaining("larder.writeWithoutHub");
        alice.rollback();
    }

    private void bothAreServed() throws SQLException {
        assertThat(here.isServedSoon(alice, COUNT)).as("alice is served").isTrue();
        assertThat(there.isServedSoon(bob, COUNT)).as("bob is served").isTrue();
    }

    private void write(int value) throws SQLException {
        alice.run("update tally set n = " + value + " where id = 1");
    }
}
