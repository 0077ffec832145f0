package io.larder.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EarningsTest {
    private static final long STORE = 200_000;

    private final Earnings earnings = new Earnings(100);

    @BeforeEach
    void theFirstLookUpsLoadClassesAndDoNotCount() {
        IntStream.range(0, 8).forEach(i -> earnings.asked("q", 1_000 * STORE, false));
        assertThat(earnings.mayAsk("q")).isTrue();
    }

    @Test
    void whatIsNotKnownYetIsTried() {
        assertThat(earnings.mayAsk("q")).isTrue();
        assertThat(earnings.mayKeep("q")).isTrue();
    }

    @Test
    void whatTheDatabaseAnswersFasterThanTheStoreStaysHere() {
        measured("q", STORE / 2, true);
        assertThat(askedOf(320)).isEqualTo(10);
        assertThat(earnings.mayKeep("q")).isFalse();
    }

    @Test
    void whatTakesTheDatabaseLongerIsShared() {
        measured("q", 10 * STORE, true);
        assertThat(askedOf(320)).isEqualTo(320);
        assertThat(earnings.mayKeep("q")).isTrue();
    }

    @Test
    void whatIsHardlyEverFoundIsHardlyEverLookedFor() {
        measured("q", 10 * STORE, false);
        assertThat(askedOf(320)).isEqualTo(10);
        assertThat(earnings.mayKeep("q")).as("others may find it").isTrue();
        earnings.asked("q", STORE, true);
        assertThat(askedOf(320)).as("once it was found").isEqualTo(320);
    }

    @Test
    void theStoreIsAsFastForANewTextAsForTheOthers() {
        measured("other", 10 * STORE, true);
        earnings.ran("q", STORE / 2);
        assertThat(earnings.mayKeep("q")).isFalse();
    }

    @Test
    void aDatabaseThatBecomesSlowIsNoticed() {
        measured("q", STORE / 2, true);
        IntStream.range(0, 20).forEach(i -> earnings.ran("q", 10 * STORE));
        assertThat(earnings.mayAsk("q")).isTrue();
        assertThat(earnings.mayKeep("q")).isTrue();
    }

    @Test
    void turnsAreTakenForWhatIsDearAndStillWorthWaitingFor() {
        long patience = 100 * STORE;
        assertThat(earnings.isWorthATurn("q", patience)).as("not known").isFalse();
        measured("q", 40 * STORE, true);
        assertThat(earnings.isWorthATurn("q", patience)).isTrue();
        measured("cheap", 5 * STORE, true);
        assertThat(earnings.isWorthATurn("cheap", patience)).isFalse();
        measured("slow", 200 * STORE, true);
        assertThat(earnings.isWorthATurn("slow", patience)).isFalse();
    }

    @Test
    void whoHasWaitedInVainGoesAloneForAWhile() {
        measured("q", 40 * STORE, true);
        earnings.waitedInVain("q");
        assertThat(IntStream.range(0, 100).filter(i -> earnings.isWorthATurn("q", 100 * STORE)))
                .hasSize(36);
    }

    private void measured(String text, long databaseNanos, boolean found) {
        for (int i = 0; i < 20; i++) {
            earnings.ran(text, databaseNanos);
            earnings.asked(text, STORE, found);
        }
    }

    private long askedOf(int times) {
        return IntStream.range(0, times).filter(i -> earnings.mayAsk("q")).count();
    }
}
