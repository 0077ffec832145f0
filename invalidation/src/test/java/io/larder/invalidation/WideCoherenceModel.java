package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ModelChecker.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The model with more faults, two tables, three processes than the build has time for; run by the profile {@code model}. */
class WideCoherenceModel {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"WideFaults", "WideTables", "WideNodes", "Wide"})
    void noAnswerIsServedThatTheDatabaseHasReplaced(String configuration) throws IOException, InterruptedException {
        Verdict verdict = ModelChecker.wide(folder).check("Faults", configuration);

        assertThat(verdict.holds()).as(verdict.output()).isTrue();
    }
}
