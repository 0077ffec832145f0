package io.larder.integration.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/**
 * Four processes, one database, one Redis, and trouble of every kind. {@code -Dtests.hunt.seconds} says for how long (with
 * 600 and more also what takes longer), {@code -Dtests.hunt.seed} with what; 0 is another one each time.
 */
class StaleReadHuntTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static HuntPlan plan(Duration time) {
        long seed = Long.getLong("tests.hunt.seed", 0);
        return HuntPlan.of(time, seed == 0 ? System.nanoTime() : seed);
    }

    @Test
    void processesThatDoNotKnowOfEachOtherAreSeenToReadThePast() throws IOException, SQLException {
        HuntResult result = Hunt.run(plan(PATIENCE).undisturbed().withoutRedis());

        assertThat(result.of(Figure.STALE)).as(result.summary()).isPositive();
    }
}
