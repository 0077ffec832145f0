package io.larder.integration.hunt;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What kind of hunt it will be.
 *
 * @param processes how many JVMs
 * @param time for how long
 * @param seed of all that is drawn; what becomes of it depends on the machine as well
 * @param gap between two faults, on average
 * @param faults the kinds of them
 * @param untilFound whether it ends with the first stale read
 * @param jvmArguments of the processes
 * @param options of their URLs
 */
record HuntPlan(
        int processes,
        Duration time,
        long seed,
        Duration gap,
        Set<Fault> faults,
        boolean untilFound,
        List<String> jvmArguments,
        List<String> options) {
    private static final String BOUNDED = "larder.consistency=bounded";
    /** A property of the processes: a read may be late by a lease. */
    static final String LATE_BY_A_LEASE = "tests.hunt.lateByALease";

    HuntPlan {
        faults = Set.copyOf(faults);
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
        return of(time, seed, fault -> true, "refuse");
    }

    /** Without such faults as cut one process off from Redis and not the others, so that all writes may be allowed. */
    static HuntPlan allowingWrites(Duration time, long seed) {
        return of(time, seed, fault -> !fault.cutsOffFromRedis(), "allow");
    }

    /** In which writers do not wait for the others, and are never cut off from Redis alone. */
    static HuntPlan bounded(Duration time, long seed) {
        HuntPlan plan = allowingWrites(time, seed).withoutWaiting();
        List<String> judged = and(plan.jvmArguments, "-D" + LATE_BY_A_LEASE + "=true");
        return new HuntPlan(plan.processes, time, seed, plan.gap, plan.faults, plan.untilFound, judged, plan.options);
    }

    private static HuntPlan of(Duration time, long seed, Predicate<Fault> which, String writeWithoutHub) {
        boolean isLong = time.compareTo(Duration.ofMinutes(3)) > 0;
        Duration gap = Duration.ofMillis(isLong ? 2_500 : 1_200);
        Set<Fault> faults = Stream.of(Fault.values())
                .filter(which.and(fault -> isLong || !fault.isLong()))
                .collect(Collectors.toSet());
        List<String> options = List.of("larder.writeWithoutHub=" + writeWithoutHub);
        // In a build it is not alone on the machine.
        List<String> pace = isLong ? List.of() : List.of("-Dtests.hunt.pause=25");
        return new HuntPlan(4, time, seed, gap, faults, false, pace, options);
    }

    /** One that nothing disturbs, and that ends when something was found. */
    HuntPlan undisturbed() {
        return new HuntPlan(processes, time, seed, gap, Set.of(), true, jvmArguments, options);
    }

    /** One in which writers do not wait for the others. */
    HuntPlan withoutWaiting() {
        return new HuntPlan(processes, time, seed, gap, faults, untilFound, jvmArguments, and(options, BOUNDED));
    }

    private static List<String> and(List<String> some, String more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
