package io.larder.integration.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockstepTest {
    /** Of several databases at a time: most of the time each waits for its server. */
    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Flavor.class)
    void nobodyCouldTellLarderFromTheBareDriver(Flavor flavor) throws Exception {
        LockstepRounds rounds = LockstepRounds.runShare(flavor, Opponent.LARDER, 90);

        // Of MariaDB the schema is read rarely if the machine is slow: reading it has its share of the time, and no
        // more. In every other round each write of its user may write everything.
        double least = flavor.pick(0.15, 0.15, 0.08);
        assertThat(rounds.hitShare()).as("hits per read: %s", rounds).isGreaterThanOrEqualTo(least);
        assertThat(rounds.stores()).as("answers kept").isPositive();
        assertThat(rounds.invalidations()).as("changes").isPositive();
        theShadowCheckFindsNoDifference(flavor);
    }

    /** In turn: all databases of one server of MariaDB are one to Larder. */
    private static void theShadowCheckFindsNoDifference(Flavor flavor) throws Exception {
        LockstepRounds rounds = LockstepRounds.runShare(flavor, Opponent.CHECKED_LARDER, 10);

        assertThat(rounds.checked()).as("%s", rounds).isPositive();
        assertThat(rounds.differences()).as("%s", rounds).isZero();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void twoBareDriversGiveTheSameAnswers(Flavor flavor) throws Exception {
        LockstepRounds rounds = LockstepRounds.run(flavor, Opponent.BARE, 4_000);

        assertThat(rounds.steps()).isGreaterThanOrEqualTo(2_000);
    }

    /** Not of MariaDB, whose databases take longest to make: it is the same program. */
    @ParameterizedTest
    @EnumSource(names = {"POSTGRES", "H2"})
    void aStaleAnswerIsSeenAndShrinksToAFewSteps(Flavor flavor) throws SQLException {
        Difference found =
                catchThrowableOfType(Difference.class, () -> new Round(flavor, 1, Opponent.FORGETFUL).hunt());

        Script least = new Shrinker(Opponent.FORGETFUL, Duration.ofMinutes(3), Duration.ofSeconds(2))
                .shrink(found)
                .orElseThrow()
                .script();

        assertThat(least.lines()).as(least.toString()).hasSizeLessThanOrEqualTo(8);
        assertThat(Shrinker.repeat(least, Opponent.FORGETFUL)).isPresent();
        assertThat(Shrinker.repeat(least, Opponent.BARE)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aStaleAnswerIsReportedAsAScript(Flavor flavor) {
        assertThatThrownBy(() -> new Round(flavor, 1, Opponent.FORGETFUL, Duration.ofSeconds(1)).run())
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("got another answer")
                .hasMessageContaining("-Dtests.seed=1")
                .hasMessageContaining("shortest script");
    }
}
