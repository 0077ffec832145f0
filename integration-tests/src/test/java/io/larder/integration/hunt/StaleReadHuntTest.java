package io.larder.integration.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Four processes, one database, one Redis, and trouble of every kind. {@code -Dtests.hunt.seconds} says for how long (with more
 * than 180 there is also trouble that takes longer), {@code -Dtests.hunt.seed} with what; 0 is another one each time.
 */
class StaleReadHuntTest {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("tests.hunt.seconds", 30));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void noProcessReadsThePast() throws IOException, SQLException {
        HuntResult result = Hunt.run(plan(TIME));
        System.out.println(result.summary());

        assertThat(result.findings()).as(result.summary()).isEmpty();
        assertThat(result.violations()).as(result.summary()).isZero();
        assertThat(result.of(Figure.STRANGE_ERRORS)).as(result.summary()).isZero();
        assertThat(result.of(Figure.READS)).as(result.summary()).isGreaterThan(1_500 * TIME.toSeconds());
        assertThat(result.of(Figure.HITS)).as(result.summary()).isGreaterThan(result.of(Figure.READS) / 4);
        assertThat(result.of(Figure.WRITES)).as(result.summary()).isGreaterThan(10 * TIME.toSeconds());
        assertThat(result.faultCount()).as(result.summary()).isGreaterThan((int) TIME.toSeconds() / 6);
    }

    @Test
    void processesThatDoNotWaitForEachOtherAreSeenToReadThePast() throws IOException, SQLException {
        HuntPlan hasty = plan(PATIENCE).undisturbed().with("-Dlarder.test.withoutAcknowledgements=true");

        HuntResult result = Hunt.run(hasty);

        assertThat(result.violations()).as(result.summary()).isPositive();
    }

    @Test
    void processesThatDoNotKnowOfEachOtherAreSeenToReadThePast() throws IOException, SQLException {
        HuntResult result = Hunt.run(plan(PATIENCE).undisturbed().withoutRedis());

        assertThat(result.of(Figure.STALE)).as(result.summary()).isPositive();
    }

    private static HuntPlan plan(Duration time) {
        long seed = Long.getLong("tests.hunt.seed", 0);
        return HuntPlan.of(time, seed == 0 ? System.nanoTime() : seed);
    }
}
