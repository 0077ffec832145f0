package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Run;
import io.larder.jdbc.api.CacheStatistics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** One schema, drawn from a seed, and random steps on it. */
final class Round {
    /** How many steps a round takes, at least. */
    static final int STEPS = 2_500;

    private static final int SHOWN = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Flavor flavor;
    private final long seed;
    private final Opponent opponent;
    private final Duration patience;

    Round(Flavor flavor, long seed, Opponent opponent) {
        this(flavor, seed, opponent, PATIENCE);
    }

    /**
     * @param patience how long it may take to find a shorter script
     */
    Round(Flavor flavor, long seed, Opponent opponent, Duration patience) {
        this.flavor = flavor;
        this.seed = seed;
        this.opponent = opponent;
        this.patience = patience;
    }

    /** What a round came to; a bare driver has no statistics, and all databases of a server of MariaDB have one. */
    record Result(
            int steps, int reads, int errors, Optional<CacheStatistics> before, Optional<CacheStatistics> after) {}

    /** Takes all steps; throws an AssertionError with the shortest script at the first difference. */
    Result run() throws SQLException {
        try {
            return hunt();
        } catch (Difference difference) {
            throw new AssertionError(report(difference), difference);
        }
    }

    /**
     * Takes all steps.
     *
     * @throws Difference the first
     */
    Result hunt() throws SQLException {
        Random random = new Random(seed);
        Dialect dialect = Dialect.of(flavor, random);
        RandomSchema schema = new RandomSchema(flavor, random, dialect);
        String title = flavor + " (-Dtests.seed=" + seed + ")";
        World world = new World(flavor, title, schema.script(), options(random), seed % 2 == 0);
        try (Arena arena = Arena.open(world, opponent, false)) {
            RandomStatements statements = new RandomStatements(schema, dialect, flavor, random);
            Optional<CacheStatistics> before = arena.statistics();
            for (SessionState session : arena.sessions()) {
                for (Step step : statements.opening()) {
                    arena.play(session.name(), step);
                }
            }
            new Lockstep(arena, statements, random).run(STEPS);
            compareAll(arena, schema);
            return new Result(arena.steps(), arena.reads(), arena.errors(), before, arena.statistics());
        }
    }

    /** Of the drivers: how soon they prepare in the server. And nobody waits for long. */
    private Map<String, String> options(Random random) {
        Map<String, String> options = new HashMap<>();
        int kind = random.nextInt(3);
        switch (flavor) {
            case POSTGRES -> {
                options.put("prepareThreshold", List.of("0", "5", "1").get(kind));
                options.put("options", "-c lock_timeout=1000");
            }
            case H2 -> options.put("LOCK_TIMEOUT", "1000");
            case MARIADB -> {
                options.put("useServerPrepStmts", String.valueOf(kind == 0));
                options.put("transactionIsolation", random.nextInt(3) > 0 ? "READ-COMMITTED" : "REPEATABLE-READ");
                options.put("allowMultiQueries", "true");
                options.put("sessionVariables", "innodb_lock_wait_timeout=1,lock_wait_timeout=1");
            }
        }
        return options;
    }

    /** Twice: what is asked again may come from memory. */
    private static void compareAll(Arena arena, RandomSchema schema) throws SQLException {
        String session = arena.sessions().get(0).name();
        for (int i = 0; i < 2; i++) {
            for (Table table : schema.tables()) {
                arena.play(session, Run.unordered("select * from " + table.name()));
            }
        }
    }

    private String report(Difference found) {
        List<Line> lines = found.script().lines();
        String shortest = new Shrinker(opponent, patience, patience.dividedBy(2))
                .shrink(found)
                .map(least -> "The shortest script that was found ("
                        + least.script().lines().size() + " steps):\n" + least.script() + least.answers())
                .orElseGet(() -> "It does not come again in fresh databases. The last steps:\n"
                        + new Script(
                                found.script().world().with(List.of()),
                                lines.subList(Math.max(0, lines.size() - SHOWN), lines.size())));
        return found.script().world().title() + " " + found.getMessage() + "\n" + shortest;
    }
}
