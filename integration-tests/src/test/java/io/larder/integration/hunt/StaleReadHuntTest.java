package io.larder.integration.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Four processes, one database, one Redis, and trouble of every kind. {@code -Dtests.hunt.seconds} says for how long (with more
 * than 180 there is also trouble that takes longer), {@code -Dtests.hunt.seed} with what; 0 is another one each time.
 */
@Tag("processes")
class StaleReadHuntTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("tests.hunt.seconds", 40));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Writes of which the others cannot be told are refused. */
    @Test
    void noProcessReadsThePast() throws IOException, SQLException {
        assertThatNobodyReadsThePast(Hunt.run(HuntPlan.of(TIME, seed())));
    }

    /** As it is unless one says otherwise: and whatever happens to Redis, it happens to all. */
    @Test
    void noProcessReadsThePastThoughWritesAreAllowedWithoutRedis() throws IOException, SQLException {
        HuntResult result = Hunt.run(HuntPlan.allowingWrites(TIME.dividedBy(2), seed()));

        assertThatNobodyReadsThePast(result);
        assertThat(result.of(Figure.REFUSED)).as(result.summary()).isZero();
    }

    /** Who does not wait for the others sees its own writes at once, and theirs when a lease is over at the latest. */
    @Test
    void whereNobodyWaitsNoReadIsOlderThanALease() throws IOException, SQLException {
        HuntResult result = Hunt.run(HuntPlan.bounded(TIME.dividedBy(6), seed()));

        System.out.println(result.summary());
        assertThat(result.findings()).as(result.summary()).isEmpty();
        assertThat(result.violations()).as(result.summary()).isZero();
        assertThat(result.of(Figure.STRANGE_ERRORS)).as(result.summary()).isZero();
        assertThat(result.of(Figure.HITS)).as(result.summary()).isPositive();
    }

    private static void assertThatNobodyReadsThePast(HuntResult result) {
        System.out.println(result.summary());
        long seconds = result.plan().time().toSeconds();
        assertThat(result.findings()).as(result.summary()).isEmpty();
        assertThat(result.violations()).as(result.summary()).isZero();
        assertThat(result.of(Figure.STRANGE_ERRORS)).as(result.summary()).isZero();
        // What makes it worth something; ten times as much on a machine that has nothing else to do.
        assertThat(result.of(Figure.READS)).as(result.summary()).isGreaterThan(400 * seconds);
        assertThat(result.of(Figure.HITS)).as(result.summary()).isGreaterThan(5 * seconds);
        assertThat(result.of(Figure.WRITES)).as(result.summary()).isGreaterThan(5 * seconds);
        assertThat((long) result.faultCount()).as(result.summary()).isGreaterThan(seconds / 6);
    }

    @Test
    void processesThatDoNotWaitForEachOtherAreSeenToReadThePast() throws IOException, SQLException {
        HuntPlan hasty = HuntPlan.of(PATIENCE, seed()).undisturbed().withoutWaiting();

        HuntResult result = Hunt.run(hasty);

        assertThat(result.violations()).as(result.summary()).isPositive();
    }

    private static long seed() {
        long seed = Long.getLong("tests.hunt.seed", 0);
        return seed == 0 ? System.nanoTime() : seed;
    }
}
