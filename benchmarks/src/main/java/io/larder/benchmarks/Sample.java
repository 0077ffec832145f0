package io.larder.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Times of one kind, in nanoseconds. */
final class Sample {
    private final long[] nanos;
    private int count;

    Sample(int size) {
        nanos = new long[size];
    }

    /** @param round those below zero are for warming up */
    void add(int round, long time) {
        if (round >= 0) {
            nanos[count++] = time;
        }
    }

    private long quantile(double share) {
        long[] sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(share * count) - 1];
    }

    int count() {
        return count;
    }

    long max() {
        return count == 0 ? 0 : quantile(1);
    }

    /** Returns the time that such a share is not above, from 0 to 1, in microseconds. */
    String micros(double share) {
        return count == 0 ? "–" : String.format(Locale.ROOT, "%.0f", quantile(share) / 1_000.0);
    }
}
