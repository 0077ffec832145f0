package io.larder.examples.shop;

import java.util.Map;
import java.util.OptionalLong;

/**
 * What a run came to.
 *
 * @param seconds of work, without the warm-up and without the comparisons
 * @param latencies by kind of operation
 * @param statements that the database executed meanwhile, if it keeps count
 * @param cache what Larder did meanwhile
 * @param comparedHits how many of the compared answers came from memory
 * @param check the comparisons
 */
record Outcome(
        double seconds,
        Map<String, Latencies.Sample> latencies,
        OptionalLong statements,
        CacheFigures cache,
        long comparedHits,
        AnswerCheck check) {
    long operations() {
        return latencies.values().stream().mapToLong(Latencies.Sample::count).sum();
    }

    double throughput() {
        return operations() / seconds;
    }
}
