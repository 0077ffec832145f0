package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ModelChecker.Bounds;
import io.larder.invalidation.ModelChecker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol by which several processes agree, checked by TLC: its claim holds, and needs each of its rules. */
class CoherenceModelTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "{0} writes, {1} crashes, {2} losses of memory, {3} late renewals")
    @CsvSource({"2, 0, 0, 0", "2, 1, 0, 0", "1, 1, 1, 0", "1, 0, 1, 1", "1, 1, 0, 1"})
    void noAnswerIsServedThatTheDatabaseHasReplaced(int writes, int crashes, int resets, int expiries)
            throws IOException, InterruptedException {
        Verdict verdict = new ModelChecker(folder).check("NONE", new Bounds(writes, crashes, resets, expiries));

        assertThat(verdict.claimHolds()).as(verdict.output()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "NO_ACK, 1, 0, 0, 0",
        "NO_PENDING, 1, 0, 0, 0",
        "NO_LEASE, 1, 0, 0, 1",
        "NO_TOKEN, 1, 0, 0, 0",
        "NO_GRACE, 1, 0, 1, 0",
        "NO_CATCHUP, 1, 0, 0, 1",
        "NO_SWEEP, 1, 1, 0, 0",
        "NO_FENCE, 1, 0, 0, 1",
        "NO_KEY, 2, 0, 0, 0",
        "NO_REANNOUNCE, 1, 0, 1, 0"
    })
    void withoutTheRuleAStaleAnswerIsServed(String rule, int writes, int crashes, int resets, int expiries)
            throws IOException, InterruptedException {
        Verdict verdict = new ModelChecker(folder).check(rule, new Bounds(writes, crashes, resets, expiries));

        assertThat(verdict.claimIsViolated()).as(verdict.output()).isTrue();
    }
}
