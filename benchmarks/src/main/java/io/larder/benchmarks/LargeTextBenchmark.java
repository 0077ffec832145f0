package io.larder.benchmarks;

import io.larder.sql.Dialect;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlanner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The same as {@link PlannerBenchmark} of texts that are long: a report of 200 lines, a list of 1,000 values. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class LargeTextBenchmark {
    private static final int SECTIONS = 16;
    private static final String SECTION = """
            section%1$d AS (
                SELECT p.maker,
                    count(*) AS products%1$d,
                    sum(p.price * p.stock) AS worth%1$d,
                    CASE WHEN avg(p.price) > 100 THEN 'dear' ELSE 'cheap' END AS class%1$d
                FROM product p
                    LEFT JOIN maker m ON m.id = p.maker AND m.country IN ('DE', 'FR', 'NL')
                WHERE p.price BETWEEN 10 AND %1$d00
                    AND EXISTS (SELECT 1 FROM sale s WHERE s.product = p.id AND s.amount > %1$d)
                GROUP BY p.maker
                HAVING count(*) > 1
            )""";

    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 10_000);
    private final String report = report();
    private final String list =
            IntStream.range(0, 999).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    private int next;

    /** 200 lines, 1,600 tokens, all to be found out. */
    @Benchmark
    public StatementPlan newReport() {
        return planner.plan(report + " LIMIT 10 OFFSET stock" + next++);
    }

    /** The same report with another number in it. */
    @Benchmark
    public StatementPlan newLiteralInReport() {
        return planner.plan(report + " LIMIT 10 OFFSET " + next++);
    }

    /** A list of 1,000 numbers in a query that was not seen before. */
    @Benchmark
    public StatementPlan newList() {
        return planner.plan("SELECT name AS name" + next++ + " FROM product WHERE id IN (" + list + ", 1)");
    }

    /** A list of 1,000 numbers, the last of which is another one. */
    @Benchmark
    public StatementPlan newLiteralInList() {
        return planner.plan("SELECT name FROM product WHERE id IN (" + list + ", " + next++ + ")");
    }

    /** The same list of parameters with one more or less. */
    @Benchmark
    public StatementPlan listsOfAllLengths() {
        next = (next + 1) % 512;
        return planner.plan("SELECT name FROM product WHERE id IN (?" + ", ?".repeat(next) + ")");
    }

    private static String report() {
        String sections =
                IntStream.rangeClosed(1, SECTIONS).mapToObj(SECTION::formatted).collect(Collectors.joining(",\n"));
        String joins = IntStream.rangeClosed(2, SECTIONS)
                .mapToObj(i -> "    JOIN section%1$d USING (maker)".formatted(i))
                .collect(Collectors.joining("\n"));
        return "WITH " + sections + "\nSELECT *\nFROM section1\n" + joins + "\nORDER BY worth1 DESC, maker";
    }
}
