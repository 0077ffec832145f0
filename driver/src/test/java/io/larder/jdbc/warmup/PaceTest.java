package io.larder.jdbc.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class PaceTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final AtomicLong clock = new AtomicLong(-5);
    private final Pace pace = new Pace(10, clock::get);

    @Test
    void statementsAreSentAtTheRateThatWasAskedFor() {
        assertThat(pace.turn()).isZero();
        assertThat(pace.turn()).isEqualTo(SECOND / 10);
        assertThat(pace.turn()).isEqualTo(2 * SECOND / 10);
        clock.addAndGet(5 * SECOND);
        assertThat(pace.turn()).as("what was not used is not saved up").isZero();
        assertThat(pace.turn()).isEqualTo(SECOND / 10);
    }

    @Test
    void aDatabaseThatTakesSeveralTimesItsUsualIsLeftAloneForAWhile() {
        pace.turn();
        pace.took(SECOND, SECOND / 10);
        assertThat(pace.turn()).isEqualTo(3 * SECOND);
        assertThat(pace.rests()).isEqualTo(1);
        pace.took(100 * SECOND, SECOND);
        assertThat(pace.turn()).as("not for ever").isEqualTo(10 * SECOND);
    }

    @Test
    void whatIsQuickOrNotKnownOrAsUsualIsNoReasonToRest() {
        pace.turn();
        pace.took(SECOND / 100, 1);
        pace.took(SECOND, 0);
        pace.took(SECOND, SECOND / 2);
        assertThat(pace.rests()).isZero();
        assertThat(pace.turn()).isEqualTo(SECOND / 10);
    }
}
