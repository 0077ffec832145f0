package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ModelChecker.Bounds;
import io.larder.invalidation.ModelChecker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The model with more tables, nodes and faults than the build has time for; run by the profile {@code soak}. */
class WideCoherenceModel {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} nodes, {1} tables, {2} writes, {3} crashes, {4} losses of memory, {5} late renewals")
    @CsvSource({
        "2, 1, 2, 0, 0, 1",
        "2, 1, 2, 0, 1, 0",
        "2, 1, 1, 1, 1, 1",
        "2, 2, 1, 1, 1, 0",
        "2, 2, 2, 0, 0, 0",
        "3, 1, 1, 1, 0, 0",
        "3, 1, 1, 0, 1, 0",
        "3, 1, 1, 0, 0, 1"
    })
    void noAnswerIsServedThatTheDatabaseHasReplaced(
            int nodes, int tables, int writes, int crashes, int resets, int expiries)
            throws IOException, InterruptedException {
        Verdict verdict =
                new ModelChecker(folder).check("NONE", new Bounds(nodes, tables, writes, crashes, resets, expiries));

        assertThat(verdict.claimHolds()).as(verdict.output()).isTrue();
    }
}
