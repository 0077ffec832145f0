package io.larder.benchmarks;

import io.larder.cache.Answer;
import io.larder.cache.AnswerCache;
import io.larder.cache.Lookup;
import io.larder.cache.Parameter;
import io.larder.cache.Priority;
import io.larder.cache.Question;
import io.larder.cache.SessionKey;
import io.larder.invalidation.TableClocks;
import io.larder.sql.TableName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to find an answer in memory, and to know that it still holds. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
public class KeyBenchmark {
    private static final int KEYS = 256;
    private static final long AGE = TimeUnit.HOURS.toNanos(1);

    private final AnswerCache answers = new AnswerCache(64_000_000);
    private final SessionKey session = new SessionKey(List.of("server", "database", "user"));
    private final Object form = List.of("forward only", "any");
    private int id;

    /** Stores the answers. */
    @Setup(Level.Trial)
    public void store() {
        TableClocks clocks = new TableClocks();
        Answer answer = () -> 400;
        for (int i = 0; i < KEYS; i++) {
            answers.store(
                    question(i),
                    new Lookup.Hit(
                            answer,
                            clocks.now(),
                            clocks.dependenciesOn(Set.of(new TableName("product"))),
                            System.nanoTime()),
                    Priority.NORMAL);
        }
    }

    private Question question(int key) {
        return new Question(session, form, Client.BY_ID, new Parameter("Int", key));
    }

    /** Builds the key, finds the answer, asks the tables' clocks. */
    @Benchmark
    public boolean findAndCheck() {
        id = (id + 1) % KEYS;
        return answers.find(question(id), Priority.NORMAL) instanceof Lookup.Hit hit
                && hit.holds(System.nanoTime(), AGE);
    }
}
