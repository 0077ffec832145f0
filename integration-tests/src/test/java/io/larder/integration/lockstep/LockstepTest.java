package io.larder.integration.lockstep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LockstepTest {
    @ParameterizedTest
    @EnumSource(Flavor.class)
    void nobodyCouldTellLarderFromTheBareDriver(Flavor flavor) throws SQLException {
        LockstepRounds rounds = LockstepRounds.run(flavor, Opponent.LARDER);

        assertThat(rounds.hitShare()).as("hits per read: %s", rounds).isGreaterThanOrEqualTo(0.15);
        assertThat(rounds.stores()).as("answers kept").isPositive();
        assertThat(rounds.invalidations()).as("changes").isPositive();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void twoBareDriversGiveTheSameAnswers(Flavor flavor) throws SQLException {
        LockstepRounds rounds = LockstepRounds.run(flavor, Opponent.BARE, 2_000);

        assertThat(rounds.steps()).isGreaterThanOrEqualTo(2_000);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aStaleAnswerIsSeen(Flavor flavor) {
        assertThatThrownBy(() -> LockstepRounds.run(flavor, Opponent.FORGETFUL, 20_000))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("got another answer");
    }
}
