package io.larder.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
        List<?> rules = list(read("alerts.yml"), "groups").stream()
                .flatMap(group -> list(group, "rules").stream())
                .toList();

        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(of(rule, "alert").toString()).startsWith("Larder");
            assertThat(hasItsParentheses(of(rule, "expr").toString()))
                    .as(of(rule, "expr").toString())
                    .isTrue();
            assertThat(of(of(rule, "labels"), "severity")).isIn("critical", "warning", "info");
            assertThat(of(of(rule, "annotations"), "summary")).isNotEqualTo("");
            assertThat(of(of(rule, "annotations"), "description")).isNotEqualTo("");
        });
    }

    @Test
    void eachPanelAsksSomethingInItsPlace() {
        List<?> panels = list(read("grafana.json"), "panels");

        assertThat(panels).hasSizeGreaterThan(15).allSatisfy(panel -> {
            assertThat(of(of(panel, "gridPos"), "w")).isNotEqualTo(0);
            if (!"row".equals(of(panel, "type"))) {
                assertThat(list(panel, "targets"))
                        .isNotEmpty()
                        .allMatch(target -> hasItsParentheses(of(target, "expr").toString()));
            }
        });
        assertThat(panels.stream().<Object>map(panel -> of(panel, "id"))).doesNotHaveDuplicates();
    }

    private static Object of(Object map, String key) {
        return Objects.requireNonNull(((Map<?, ?>) map).get(key), key);
    }

    private static List<?> list(Object map, String key) {
        return (List<?>) of(map, key);
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
