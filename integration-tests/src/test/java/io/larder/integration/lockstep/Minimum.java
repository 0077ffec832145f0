package io.larder.integration.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * A shorter list that still fails: leaves out halves, then quarters, then single elements, as long as that helps (after
 * Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002).
 */
final class Minimum {
    private Minimum() {}

    /**
     * @param fails what is left of a list that fails, which may be a beginning of it; empty if it does not
     * @param goesOn whether there is time
     */
    static <T> List<T> of(List<T> failing, Function<List<T>, Optional<List<T>>> fails, BooleanSupplier goesOn) {
        List<T> least = failing;
        int chunk = Math.max(1, least.size() / 2);
        while (goesOn.getAsBoolean()) {
            int before = least.size();
            least = without(least, chunk, fails, goesOn);
            if (chunk > 1) {
                chunk /= 2;
            } else if (least.size() == before) {
                return least;
            }
        }
        return least;
    }

    private static <T> List<T> without(
            List<T> failing, int chunk, Function<List<T>, Optional<List<T>>> fails, BooleanSupplier goesOn) {
        List<T> least = failing;
        int at = 0;
        while (at < least.size() && goesOn.getAsBoolean()) {
            List<T> fewer = new ArrayList<>(least.subList(0, at));
            fewer.addAll(least.subList(Math.min(least.size(), at + chunk), least.size()));
            Optional<List<T>> left = fails.apply(fewer);
            if (left.isPresent()) {
                least = left.get();
            } else {
                at += chunk;
            }
        }
        return least;
    }
}
