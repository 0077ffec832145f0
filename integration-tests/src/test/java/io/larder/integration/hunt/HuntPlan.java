package io.larder.integration.hunt;

import java.time.Duration;
import java.util.List;

/**
 * What kind of hunt it will be.
 *
 * @param processes how many JVMs
 * @param time for how long
 * @param seed of all that is drawn; what becomes of it depends on the machine as well
 * @param redis whether the processes know of each other
 * @param gap between two faults, on average; zero for no faults
 * @param longFaults whether also such as last for 10 s
 * @param untilFound whether it ends with the first stale read
 * @param jvmArguments of the processes
 * @param options of their URLs
 */
record HuntPlan(
        int processes,
        Duration time,
        long seed,
        boolean redis,
        Duration gap,
        boolean longFaults,
        boolean untilFound,
        List<String> jvmArguments,
        List<String> options) {
    HuntPlan {
        jvmArguments = List.copyOf(jvmArguments);
        options = List.copyOf(options);
    }

    /**
     * With all faults, as long as it takes.
     *
     * <p>Writes are refused that other processes cannot be told of: if they are allowed, those who reach Redis may serve what a
     * process has outdated that does not.
     */
    static HuntPlan of(Duration time, long seed) {
        boolean isLong = time.compareTo(Duration.ofMinutes(3)) > 0;
        Duration gap = Duration.ofMillis(isLong ? 2_500 : 1_200);
        return new HuntPlan(
                4, time, seed, true, gap, isLong, false, List.of(), List.of("larder.writeWithoutHub=refuse"));
    }

    /** One that nothing disturbs, and that ends when something was found. */
    HuntPlan undisturbed() {
        return new HuntPlan(processes, time, seed, redis, Duration.ZERO, false, true, jvmArguments, options);
    }

    HuntPlan withoutRedis() {
        return new HuntPlan(processes, time, seed, false, gap, longFaults, untilFound, jvmArguments, List.of());
    }

    HuntPlan with(String jvmArgument) {
        return new HuntPlan(processes, time, seed, redis, gap, longFaults, untilFound, List.of(jvmArgument), options);
    }

    boolean hasFaults() {
        return !gap.isZero();
    }
}
