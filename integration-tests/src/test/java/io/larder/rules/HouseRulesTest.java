package io.larder.rules;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules that the compiler and the bytecode cannot see. */
class HouseRulesTest {
    private static final int LONG = 400;

    /** Files that are long for a reason: path from the root, and the reason. */
    private static final Map<String, String> LONG_FOR_A_REASON = Map.of();

    private static final Pattern SLEEP =
            Pattern.compile("\\bThread\\.sleep\\(|\\b(NANO|MICRO|MILLI)?SECONDS\\.sleep\\(");
    private static final Pattern SKIPPED = Pattern.compile("^\\s*@Disabled", Pattern.MULTILINE);
    private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
    private static final Pattern FIRST_SENTENCE = Pattern.compile("^.*?[.?!](?=\\s|$)", Pattern.DOTALL);

    @Test
    void theRulesFindFilesToLookAt() {
        assertThat(Sources.shipped()).hasSizeGreaterThan(20);
        assertThat(Sources.tests()).hasSizeGreaterThan(3);
    }

    @Test
    void aFileIsShortOrSaysWhyNot() {
        List<String> tooLong = Sources.handWritten().stream()
                .filter(file -> Sources.text(file).lines().count() > LONG)
                .map(Sources::name)
                .toList();
        assertThat(tooLong)
                .as("split it by job, or give the reason here; a file that was split leaves this list")
                .containsExactlyInAnyOrderElementsOf(LONG_FOR_A_REASON.keySet());
    }

    @Test
    void aTestAwaitsAConditionAndNeverSleeps() {
        assertThat(testsThatContain(SLEEP))
                .as("use a fake clock, a latch or an awaited condition")
                .isEmpty();
    }

    @Test
    void noTestIsSkipped() {
        assertThat(testsThatContain(SKIPPED)).as("mend it or delete it").isEmpty();
    }

    @Test
    void everyPackageAsksItsQuestion() {
        Map<String, String> questions = Sources.shipped().stream()
                .filter(file -> file.endsWith("package-info.java"))
                .collect(toMap(HouseRulesTest::folder, file -> firstSentence(Sources.text(file))));
        assertThat(Sources.shipped().stream().map(HouseRulesTest::folder).distinct())
                .allSatisfy(folder -> assertThat(questions.get(folder))
                        .as("the first sentence of package-info.java in " + folder)
                        .isNotNull()
                        .endsWith("?"));
    }

    /** Returns the folder of a file. Generated files share the package-info.java of the hand-written ones. */
    private static String folder(Path file) {
        String name = Sources.name(file).replace("/src/generated/", "/src/main/");
        return name.substring(0, name.lastIndexOf('/'));
    }

    private static String firstSentence(String source) {
        Matcher javadoc = JAVADOC.matcher(source);
        if (!javadoc.find()) {
            return "";
        }
        Matcher sentence = FIRST_SENTENCE.matcher(javadoc.group(1).strip());
        return sentence.find() ? sentence.group() : "";
    }

    private static List<String> testsThatContain(Pattern pattern) {
        return Sources.tests().stream()
                .filter(Files::isRegularFile)
                .filter(file -> pattern.matcher(Sources.text(file)).find())
                .map(Sources::name)
                .toList();
    }
}
