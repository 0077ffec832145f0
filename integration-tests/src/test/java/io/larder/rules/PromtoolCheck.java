package io.larder.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Does Prometheus take the alerts, and do they fire when they should? Wants promtool, on the path or named by
 * LARDER_TEST_PROMTOOL; runs when it is asked for by name.
 */
final class PromtoolCheck {
    private static final Path FOLDER = Sources.page("monitoring");

    @Test
    void prometheusTakesTheAlertsAndTheyFireWhenTheyShould() throws IOException, InterruptedException {
        promtool("check", "rules", "alerts.yml");
        promtool("test", "rules", "alerts.test.yml");
    }

    private static void promtool(String task, String what, String file) throws IOException, InterruptedException {
        String named = System.getenv("LARDER_TEST_PROMTOOL");
        Process process = new ProcessBuilder(named == null ? "promtool" : named, task, what, file)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
