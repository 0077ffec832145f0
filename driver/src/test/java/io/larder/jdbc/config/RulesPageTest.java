package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/rules.md says of rules. */
final class RulesPageTest {
    private static String page() throws IOException {
        return Files.readString(ConfigurationPage.file().resolveSibling("rules.md"));
    }

    @Test
    void itsTablesSayWhatTheCodeDoes() throws IOException {
        for (RuleOption<?> option : RuleOption.ALL) {
            assertThat(page())
                    .contains("\n| `" + option.name() + "` | " + option.type().allowed() + " | " + option.description()
                            + " |\n");
        }
        for (Ttl.Named named : Ttl.Named.values()) {
            String row = page().lines()
                    .filter(line -> line.startsWith("| `" + named.name().toLowerCase(Locale.ROOT) + "` |"))
                    .findFirst()
                    .orElseThrow();
            assertThat(new DurationType("1ms", "365d").parse(row.split("\\|")[2].strip()))
                    .contains(named.usual());
        }
    }

    @Test
    void itsExampleIsUnderstood(@TempDir Path empty) throws Exception {
        Surroundings process = new Surroundings(empty);
        String example = page().split("```properties\n")[1].split("```")[0];
        process.write("larder.properties", example);

        RuleFile rules =
                process.sources.resolve("jdbc:larder:h2:mem:x", null).config().rules();
        assertThat(rules.rules())
                .extracting(GivenRule::name)
                .containsExactly("prices", "reports", "countries", "catalog");
        assertThat(rules.classes()).containsEntry(Ttl.Named.COLD, Duration.ofHours(2));
    }
}
