package io.larder.examples.shop;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Draws numbers from 1 to n of which few are hot: the k-th hottest is drawn in proportion to 1/k, as visits to the pages
 * of a site are.
 */
final class Zipf {
    /** A prime above any n in use, so that the multiples of it visit every number once. */
    private static final long SPREAD = 1_000_003;

    private final double[] cumulative;

    Zipf(int n) {
        cumulative = new double[n];
        double sum = 0;
        for (int rank = 1; rank <= n; rank++) {
            sum += 1.0 / rank;
            cumulative[rank - 1] = sum;
        }
    }

    int draw(SplittableRandom random) {
        double point = random.nextDouble() * cumulative[cumulative.length - 1];
        int found = Arrays.binarySearch(cumulative, point);
        int rank = found >= 0 ? found : -found - 1;
        // Hot ones should not be neighbours in the tables.
        return (int) (rank * SPREAD % cumulative.length) + 1;
    }
}
