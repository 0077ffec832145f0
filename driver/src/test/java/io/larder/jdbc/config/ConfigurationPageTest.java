package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConfigurationPageTest {
    @Test
    void thePageSaysWhatTheCodeDoes() throws Exception {
        if (Boolean.getBoolean("regenerate")) {
            ConfigurationPage.main(new String[0]);
        }

        assertThat(Files.readString(ConfigurationPage.file()))
                .as("docs/configuration.md is stale: run this test with -Dregenerate=true, or ConfigurationPage.main")
                .isEqualTo(ConfigurationPage.content());
    }
}
