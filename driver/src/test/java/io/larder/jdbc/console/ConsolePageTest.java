package io.larder.jdbc.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class ConsolePageTest {
    @Test
    void thePageSaysWhatTheCodeDoes() throws Exception {
        if (Boolean.getBoolean("regenerate")) {
            ConsolePage.main(new String[0]);
        }

        assertThat(Files.readString(ConsolePage.file()))
                .as("docs/console.md is stale: run this test with -Dregenerate=true, or ConsolePage.main")
                .isEqualTo(ConsolePage.content());
    }
}
