package io.larder.examples.shop;

import io.larder.examples.shop.Operation.Question;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One run of the program against one URL: warm-up, then slices of work with an inspection after each.
 *
 * <p>Both runs are inspected, so that both are disturbed alike; the inspections' own time and statements are left out of
 * the result.
 */
final class Run {
    private static final int COMPARISONS = 1_200;
    private static final int SLICE_MILLIS = 1_000;
    private static final int WARM_UP_MILLIS = 5_000;

    private final ShopWorkload shop;
    private final DemoOptions options;
    private final AnswerCheck check;
    private final StatementCounter counter;

    private final Traffic others;

    private long workNanos;
    private long statements;
    private boolean counted = true;
    private CacheFigures cache = CacheFigures.NONE;
    private long comparedHits;

    private long sliceStart;
    private OptionalLong statementsAtStart = OptionalLong.empty();
    private CacheFigures cacheAtStart = CacheFigures.NONE;

    private Run(ShopWorkload shop, DemoOptions options, Connection bare) {
        this.shop = shop;
        this.options = options;
        this.check = new AnswerCheck(bare);
        this.others = new Traffic(options.seed(), 0);
        this.counter = new StatementCounter(bare);
    }

    /** Runs the program; {@code bare} is a connection of the database's own driver, for the truth and for counting. */
    static Outcome of(ShopWorkload shop, DemoOptions options, Connection bare)
            throws SQLException, InterruptedException {
        return new Run(shop, options, bare).run();
    }

    private Outcome run() throws SQLException, InterruptedException {
        try (Clients clients = new Clients(shop, options)) {
            clients.workFor(WARM_UP_MILLIS);
            clients.whileStandingStill(() -> {
                clients.measure();
                startSlice();
            });
            for (int slice = 0; slice < options.seconds(); slice++) {
                clients.workFor(SLICE_MILLIS);
                clients.whileStandingStill(() -> {
                    endSlice();
                    compare(clients);
                    startSlice();
                });
            }
            clients.stop();
            OptionalLong executed = counted ? OptionalLong.of(statements) : OptionalLong.empty();
            return new Outcome(workNanos / 1e9, clients.latencies(), executed, cache, comparedHits, check);
        }
    }

    private void startSlice() throws SQLException {
        statementsAtStart = counter.executed();
        cacheAtStart = CacheFigures.of(shop);
        sliceStart = System.nanoTime();
    }

    private void endSlice() throws SQLException {
        workNanos += System.nanoTime() - sliceStart;
        cache = cache.plus(CacheFigures.of(shop).minus(cacheAtStart));
        OptionalLong now = counter.executed();
        counted &= now.isPresent() && statementsAtStart.isPresent();
        statements += now.orElse(0) - statementsAtStart.orElse(0);
    }

    private void compare(Clients clients) throws SQLException {
        int count = -Math.floorDiv(-COMPARISONS, options.seconds());
        CacheFigures before = CacheFigures.of(shop);
        Set<Question> questions = clients.lately(count);
        while (questions.size() < count) {
            questions.add(others.question());
        }
        check.compare(shop, questions);
        comparedHits += CacheFigures.of(shop).minus(before).hits();
    }
}
