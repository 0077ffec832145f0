package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.ModelChecker.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol by which several processes agree, checked by TLC: its claims hold, and need each of its rules. */
class CoherenceModelTest {
    @TempDir
    static Path folder;

    // Each run of TLC has work for one core.
    private static final ExecutorService CORES = Executors.newFixedThreadPool(2);

    private static Future<Verdict> faults;
    private static Future<Verdict> mutants;
    private static Future<Verdict> progress;
    private static Future<Verdict> bounded;
    private static Future<Verdict> oneMutant;

    @BeforeAll
    static void start() {
        faults = start("Faults", "Faults");
        mutants = start("Mutants", "Mutants");
        progress = start("Progress", "Progress");
        bounded = start("Faults", "Bounded");
        oneMutant = start("Mutants", "Mutant");
    }

    private static Future<Verdict> start(String module, String configuration) {
        return CORES.submit(() -> ModelChecker.small(Files.createDirectory(folder.resolve(configuration)))
                .check(module, configuration));
    }

    @AfterAll
    static void stop() {
        CORES.shutdownNow();
    }

    @Test
    void noAnswerIsServedThatTheDatabaseHasReplaced() throws ExecutionException, InterruptedException {
        Verdict verdict = faults.get();

        assertThat(verdict.holds()).as(verdict.output()).isTrue();
        assertThat(verdict.states()).isGreaterThan(50_000);
    }

    @ParameterizedTest
    @MethodSource("rules")
    void withoutTheRuleAStaleAnswerIsServed(String rule) throws ExecutionException, InterruptedException {
        Verdict verdict = mutants.get();

        assertThat(verdict.holds()).as(verdict.output()).isTrue();
        assertThat(verdict.caught()).contains(rule);
    }

    @Test
    void howAStaleAnswerComesAboutIsShown() throws ExecutionException, InterruptedException {
        Verdict verdict = oneMutant.get();

        assertThat(verdict.violated()).as(verdict.output()).containsExactly("Coherent");
        assertThat(verdict.output()).contains("SendCommit").contains("State 7");
    }

    @Test
    void aWriteIsNeverHeldUpForEver() throws ExecutionException, InterruptedException {
        Verdict verdict = progress.get();

        assertThat(verdict.holds()).as(verdict.output()).isTrue();
        assertThat(verdict.states()).isGreaterThan(5_000);
    }

    @Test
    void whoDoesNotWaitIsSeenAsSoonAsTheLogIsApplied() throws ExecutionException, InterruptedException {
        Verdict verdict = bounded.get();

        assertThat(verdict.holds()).as(verdict.output()).isTrue();
        assertThat(verdict.states()).isGreaterThan(10_000);
    }

    @Test
    void everyRuleThatCanBeLeftOutIsLeftOutOnce() throws IOException {
        assertThat(rules())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(named("Coherence.tla", "Without\\(\"(\\w+)\"\\)").stream()
                        .distinct()
                        .toList());
    }

    @Test
    void thePageTellsWhatEachRuleIsFor() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "coherence.md"));

        assertThat(rules()).allSatisfy(rule -> assertThat(page).contains("| `" + rule + "` |"));
    }

    private static List<String> rules() throws IOException {
        return named("Mutants.tla", "Leave\\(\"(\\w+)\"");
    }

    private static List<String> named(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(ModelChecker.MODEL.resolve(file)))
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
