package io.larder.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Benchmarks that nobody runs rot; what they measure here means nothing. */
class BenchmarksRunTest {
    /** As many as there are on H2 with and without Larder, and without a database. */
    private static final int BENCHMARKS = 2 * (5 + 2 + 1 + 1 + 2) + 4 + 5 + 1;

    @Test
    void everyBenchmarkRunsAndMeasuresWhatItSays() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        // These want servers.
                        .exclude("RebuildBenchmark")
                        .exclude("SharedHitBenchmark")
                        .exclude("SharedWriteBenchmark")
                        .param("database", "H2")
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(10))
                        .shouldFailOnError(true)
                        .shouldDoGC(false)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results).hasSize(BENCHMARKS);
    }
}
