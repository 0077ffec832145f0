package io.larder.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** The form of the files in docs/monitoring; which metrics they name, MetersTest looks at. */
final class MonitoringFilesTest {
    private static final Path FOLDER = Sources.page("monitoring");

    /** JSON is YAML as well. */
    private static Map<?, ?> read(String file) {
        return new Yaml().load(Sources.text(FOLDER.resolve(file)));
    }

    @Test
    void eachAlertSaysWhenAndWhatToDo() {
        List<?> groups = (List<?>) read("alerts.yml").get("groups");
        List<Map<?, ?>> rules = groups.stream()
                .flatMap(group -> ((List<?>) ((Map<?, ?>) group).get("rules")).stream())
                .<Map<?, ?>>map(rule -> (Map<?, ?>) rule)
                .toList();

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.get("alert").toString()).startsWith("Larder");
            assertThat(hasItsParentheses(rule.get("expr").toString()))
                    .as(rule.get("expr").toString())
                    .isTrue();
            assertThat(((Map<?, ?>) rule.get("labels")).get("severity")).isIn("critical", "warning", "info");
            assertThat(((Map<?, ?>) rule.get("annotations")).get("summary")).isNotNull();
            assertThat(((Map<?, ?>) rule.get("annotations")).get("description")).isNotNull();
        });
    }

    @Test
    void eachPanelAsksSomethingInItsPlace() {
        List<?> panels = (List<?>) read("grafana.json").get("panels");

        assertThat(panels).hasSizeGreaterThan(15).allSatisfy(one -> {
            Map<?, ?> panel = (Map<?, ?>) one;
            assertThat(((Map<?, ?>) panel.get("gridPos")).get("w")).isNotNull();
            if (!"row".equals(panel.get("type"))) {
                assertThat((List<?>) panel.get("targets"))
                        .isNotEmpty()
                        .allMatch(target -> hasItsParentheses(
                                ((Map<?, ?>) target).get("expr").toString()));
            }
        });
        assertThat(panels.stream().map(panel -> ((Map<?, ?>) panel).get("id"))).doesNotHaveDuplicates();
    }

    /** Where there is a promtool: on the path, or named by LARDER_TEST_PROMTOOL. */
    @Test
    void prometheusTakesTheAlertsAndTheyFireWhenTheyShould() throws IOException, InterruptedException {
        Optional<String> promtool = promtool();
        assumeTrue(promtool.isPresent(), "no promtool here");

        run(promtool.get(), "check", "rules", "alerts.yml");
        run(promtool.get(), "test", "rules", "alerts.test.yml");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static Optional<String> promtool() {
        String named = System.getenv("LARDER_TEST_PROMTOOL");
        String path = String.valueOf(System.getenv("PATH"));
        return named != null
                ? Optional.of(named)
                : Stream.of(path.split(Pattern.quote(File.pathSeparator)))
                        .map(folder -> new File(folder, "promtool"))
                        .filter(File::canExecute)
                        .map(File::getPath)
                        .findFirst();
    }

    private static boolean hasItsParentheses(String expression) {
        String rest = expression.replaceAll("\"[^\"]*\"", "").replaceAll("[^(){}\\[\\]]", "");
        String shorter = rest;
        do {
            rest = shorter;
            shorter = rest.replace("()", "").replace("{}", "").replace("[]", "");
        } while (!shorter.equals(rest));
        return rest.isEmpty();
    }
}
