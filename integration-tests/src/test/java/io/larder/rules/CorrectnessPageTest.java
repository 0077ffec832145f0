package io.larder.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The tests that docs/correctness.md names exist. */
class CorrectnessPageTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z][A-Za-z0-9]*Test)(?:\\.([a-zA-Z0-9]+))?`");

    private final Map<String, String> tests = Sources.tests().stream()
            .collect(Collectors.toMap(CorrectnessPageTest::className, Sources::text, (one, other) -> one + other));

    @Test
    void everyTestThatThePageNamesExists() {
        String page = Sources.text(Sources.page("correctness.md"));
        List<MatchResult> named = NAMED.matcher(page).results().toList();
        assertThat(named).hasSizeGreaterThan(40).allSatisfy(this::exists);
        assertThat(page).as("names that are cut short are not found").doesNotContain("`…");
    }

    private void exists(MatchResult named) {
        assertThat(tests).as(named.group()).containsKey(named.group(1));
        if (named.group(2) != null) {
            assertThat(tests.get(named.group(1))).as(named.group()).contains("void " + named.group(2) + "(");
        }
    }

    private static String className(Path file) {
        return Sources.name(file).replaceAll(".*/", "").replace(".java", "");
    }
}
