package io.larder.benchmarks;

import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlanner;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to find out what a statement reads and writes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class PlannerBenchmark {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 10_000);
    private final String known = new String(Client.BY_ID);
    private int next;

    /** The text was seen before: the same String, as from a constant in the application. */
    @Benchmark
    public StatementPlan knownText() {
        return planner.plan(known);
    }

    /** The text was seen before, but is put together anew. */
    @Benchmark
    public StatementPlan knownTextInANewString() {
        next = (next + 1) % 256;
        return planner.plan("SELECT id, name, maker, price, stock FROM product WHERE id = " + next);
    }

    /** Only a literal is new. */
    @Benchmark
    public StatementPlan newLiteral() {
        return planner.plan("SELECT id, name, maker, price, stock FROM product WHERE id = " + next++);
    }

    /** Everything has to be found out. */
    @Benchmark
    public StatementPlan newText() {
        return planner.plan("SELECT id, name, maker, price, stock AS stock" + next++ + " FROM product WHERE id = ?");
    }
}
