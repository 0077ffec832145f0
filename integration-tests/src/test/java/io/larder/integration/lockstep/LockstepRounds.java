package io.larder.integration.lockstep;

import io.larder.jdbc.CacheStatistics;
import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Several rounds, each with a schema of its own, and their sum.
 *
 * <p>{@code -Dtests.lockstep.seed} is the seed of the first round (0: any), {@code -Dtests.lockstep.statements} how many
 * steps all rounds together take at least. Seeds are the same from build to build unless given, so that a build that
 * passed passes again.
 */
final class LockstepRounds {
    private static final int STEPS_OF_ROUND = 2_000;

    private int steps;
    private int reads;
    private int errors;
    private long hits;
    private long stores;
    private long invalidations;
    private final Map<BypassReason, Long> bypasses = new EnumMap<>(BypassReason.class);

    long steps() {
        return steps;
    }

    long stores() {
        return stores;
    }

    long invalidations() {
        return invalidations;
    }

    /** Returns hits as a share of all reads, cacheable or not. */
    double hitShare() {
        return reads == 0 ? 0 : (double) hits / reads;
    }

    static LockstepRounds run(Flavor flavor, Opponent opponent) throws SQLException {
        return run(flavor, opponent, Integer.getInteger("tests.lockstep.statements", 20_000));
    }

    static LockstepRounds run(Flavor flavor, Opponent opponent, int atLeast) throws SQLException {
        LockstepRounds rounds = new LockstepRounds();
        long start = System.nanoTime();
        long given = Long.getLong("tests.lockstep.seed", 1);
        long first = given == 0 ? new Random().nextInt(1_000_000_000) : given;
        long seed = first;
        while (rounds.steps < atLeast) {
            rounds.add(new Round(flavor, seed++, opponent).run(Math.min(STEPS_OF_ROUND, atLeast)));
        }
        System.out.printf(
                "[lockstep] %s against %s: seeds %d to %d in %.1f s: %s%n",
                flavor, opponent, first, seed - 1, (System.nanoTime() - start) / 1e9, rounds);
        return rounds;
    }

    private void add(Round.Result result) {
        CacheStatistics statistics = result.statistics();
        steps += result.steps();
        reads += result.reads();
        errors += result.errors();
        hits += statistics.hits();
        stores += statistics.stores();
        invalidations += statistics.invalidations();
        statistics.bypasses().forEach((reason, count) -> bypasses.merge(reason, count, Long::sum));
    }

    @Override
    public String toString() {
        return "no difference in " + steps + " steps, " + errors + " errors among them; of " + reads + " reads " + hits
                + " hits; " + stores + " answers kept, " + invalidations + " changes; not cacheable " + bypasses;
    }
}
