package io.larder.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

final class RecentTimesTest {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    /** Clocks begin anywhere, below zero as well. */
    private static final long START = Long.MAX_VALUE - MINUTE / 2;

    private final RecentTimes times = new RecentTimes(START);

    @Test
    void whereNothingWasTimedNothingIsKnown() {
        assertThat(times.quantile(0.5, START)).isNaN();
    }

    @Test
    void quantilesAreThoseOfWhatWasTimed() {
        for (int i = 1; i <= 1_000; i++) {
            times.took(i * 1_000L, START);
        }

        assertThat(times.quantile(0.5, START)).isCloseTo(500_000, Percentage.withPercentage(7));
        assertThat(times.quantile(0.99, START)).isCloseTo(990_000, Percentage.withPercentage(7));
        assertThat(times.quantile(1, START)).isCloseTo(1_000_000, Percentage.withPercentage(7));
    }

    @Test
    void anyTimeHasItsPlace() {
        for (long nanos : new long[] {-1, 0, 1, 7, 8, 9, 1_000_000_007, Long.MAX_VALUE}) {
            RecentTimes one = new RecentTimes(START);
            one.took(nanos, START);

            assertThat(one.quantile(0.5, START)).isCloseTo((double) Math.max(0, nanos), Percentage.withPercentage(7));
        }
    }

    @Test
    void whatWasAMinuteAgoCountsForAnotherMinute() {
        times.took(1_000, START);
        times.took(9_000, START + MINUTE);

        assertThat(times.quantile(0.01, START + MINUTE)).isCloseTo(1_000, Percentage.withPercentage(7));
        assertThat(times.quantile(0.01, START + 2 * MINUTE)).isCloseTo(9_000, Percentage.withPercentage(7));
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        times.took(1_000, START);

        assertThat(times.quantile(0.5, START + 2 * MINUTE)).isNaN();
    }
}
