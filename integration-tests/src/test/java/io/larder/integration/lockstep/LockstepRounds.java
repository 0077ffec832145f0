package io.larder.integration.lockstep;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Several rounds, each with a schema of its own, and their sum.
 *
 * <p>{@code -Dtests.lockstep.statements} is how many steps all rounds together take at least, {@code -Dtests.lockstep.seed}
 * the seed of the first round (0: any). {@code -Dtests.seed} repeats one round, that of this seed. Seeds are the same from
 * build to build unless given, so that a build that passed passes again.
 */
final class LockstepRounds {
    private static final long PROGRESS_SECONDS = 60;

    private final Flavor flavor;
    private final Opponent opponent;
    private final long start = System.nanoTime();
    private long shown = start;
    private long steps;
    private long reads;
    private long errors;
    private long hits;
    private long stores;
    private long invalidations;
    private long checked;
    private long differences;
    private final Map<BypassReason, Long> bypasses = new EnumMap<>(BypassReason.class);

    private LockstepRounds(Flavor flavor, Opponent opponent) {
        this.flavor = flavor;
        this.opponent = opponent;
    }

    long steps() {
        return steps;
    }

    long stores() {
        return stores;
    }

    long invalidations() {
        return invalidations;
    }

    /** Returns how many hits were compared with what the database says. */
    long checked() {
        return checked;
    }

    /** Returns in how many of them the database said something else. */
    long differences() {
        return differences;
    }

    /** Returns hits as a share of all reads, cacheable or not. */
    double hitShare() {
        return reads == 0 ? 0 : (double) hits / reads;
    }

    /** @param percent of all steps that are to be taken */
    static LockstepRounds runShare(Flavor flavor, Opponent opponent, int percent)
            throws SQLException, InterruptedException {
        // MariaDB's steps take longest, and the build has its limits.
        long usual = flavor.pick(100_000, 100_000, 50_000);
        return run(flavor, opponent, Long.getLong("tests.lockstep.statements", usual) * percent / 100);
    }

    static LockstepRounds run(Flavor flavor, Opponent opponent, long atLeast)
            throws SQLException, InterruptedException {
        long one = Long.getLong("tests.seed", -1);
        long given = Long.getLong("tests.lockstep.seed", 1);
        long first = one >= 0 ? one : given == 0 ? new Random().nextInt(1_000_000_000) : given;
        long rounds = one >= 0 ? 1 : (atLeast + Round.STEPS - 1) / Round.STEPS;
        LockstepRounds sum = new LockstepRounds(flavor, opponent);
        ExecutorService pool = Executors.newFixedThreadPool(atATime(flavor));
        try {
            sum.runAll(pool, first, rounds);
        } finally {
            pool.shutdownNow();
        }
        sum.show("seeds " + first + " to " + (first + rounds - 1));
        return sum;
    }

    /**
     * As many as there are cores in a small machine: while one round waits for a server, the other goes on. Databases of one
     * server of MariaDB are one to Larder, and rounds at a time would disturb each other.
     */
    private static int atATime(Flavor flavor) {
        return flavor.pick(2, 2, 1);
    }

    private void runAll(ExecutorService pool, long first, long rounds) throws SQLException, InterruptedException {
        List<Future<Round.Result>> running = new ArrayList<>();
        for (long seed = first; seed < first + rounds || !running.isEmpty(); seed++) {
            if (seed < first + rounds) {
                Round round = new Round(flavor, seed, opponent);
                running.add(pool.submit(round::run));
            }
            if (running.size() == atATime(flavor) || seed >= first + rounds - 1) {
                add(resultOf(running.remove(0)));
                if (System.nanoTime() - shown > PROGRESS_SECONDS * 1_000_000_000) {
                    shown = System.nanoTime();
                    show("seeds " + first + " to " + seed + " so far");
                }
            }
        }
    }

    private static Round.Result resultOf(Future<Round.Result> round) throws SQLException, InterruptedException {
        try {
            return round.get();
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof AssertionError difference) {
                throw difference;
            }
            throw new SQLException(failure.getCause());
        }
    }

    private void show(String what) {
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf(
                "[lockstep] %s against %s: %s in %.1f s (%.0f a second): %s%n",
                flavor, opponent, what, seconds, steps / seconds, this);
    }

    private void add(Round.Result result) {
        steps += result.steps();
        reads += result.reads();
        errors += result.errors();
        result.before().ifPresent(before -> add(before, -1));
        result.after().ifPresent(after -> add(after, 1));
    }

    private void add(CacheStatistics statistics, int sign) {
        hits += sign * statistics.hits();
        stores += sign * statistics.stores();
        invalidations += sign * statistics.invalidations();
        checked += sign * statistics.trials().verified();
        differences += sign * statistics.trials().differences();
        statistics.bypasses().forEach((reason, count) -> bypasses.merge(reason, sign * count, Long::sum));
    }

    @Override
    public String toString() {
        return "no difference in " + steps + " steps, " + errors + " errors among them; of " + reads + " reads " + hits
                + " hits, " + checked + " checked, " + differences + " different; " + stores + " answers kept, "
                + invalidations + " changes; not cacheable " + bypasses;
    }
}
