package io.larder.integration.hunt;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What a hunt has come to.
 *
 * @param figures those of all processes, added up; of the slowest calls, the highest
 * @param faults how many of each kind
 * @param healed how long it took after the last fault until every process served from its cache
 * @param findings what the processes told, with what was done in the seconds before
 */
record HuntResult(
        HuntPlan plan, Map<Figure, Long> figures, Map<Fault, Integer> faults, Duration healed, List<String> findings) {
    HuntResult {
        figures = Map.copyOf(figures);
        faults = Map.copyOf(faults);
        findings = List.copyOf(findings);
    }

    long of(Figure figure) {
        return figures.getOrDefault(figure, 0L);
    }

    /** Returns how many reads gave what they must not. */
    long violations() {
        return of(Figure.STALE) + of(Figure.BACKWARDS) + of(Figure.NEVER_COMMITTED);
    }

    int faultCount() {
        return faults.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Returns all in one line. */
    String summary() {
        return ("%d processes, %,d s, seed %d: %,d reads (%,d hits), %,d writes (%,d not acknowledged, %,d of them refused), %,d faults %s;"
                        + " %,d stale, %,d late, %,d backwards, %,d never committed; %,d errors, %,d strange;"
                        + " slowest read %,d ms (%,d where only Redis was disturbed), write %,d ms (%,d);"
                        + " all served again after %,d ms")
                .formatted(
                        plan.processes(),
                        plan.time().toSeconds(),
                        plan.seed(),
                        of(Figure.READS),
                        of(Figure.HITS),
                        of(Figure.WRITES),
                        of(Figure.WRITES_NOT_ACKNOWLEDGED),
                        of(Figure.REFUSED),
                        faultCount(),
                        faults,
                        of(Figure.STALE),
                        of(Figure.LATE),
                        of(Figure.BACKWARDS),
                        of(Figure.NEVER_COMMITTED),
                        of(Figure.ERRORS),
                        of(Figure.STRANGE_ERRORS),
                        millis(Figure.SLOWEST_READ),
                        millis(Figure.SLOWEST_READ_UNDISTURBED),
                        millis(Figure.SLOWEST_WRITE),
                        millis(Figure.SLOWEST_WRITE_UNDISTURBED),
                        healed.toMillis());
    }

    private long millis(Figure figure) {
        return TimeUnit.NANOSECONDS.toMillis(of(figure));
    }
}
