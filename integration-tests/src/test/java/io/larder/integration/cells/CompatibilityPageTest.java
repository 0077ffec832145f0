package io.larder.integration.cells;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class CompatibilityPageTest {
    @Test
    void thePageSaysWhatTheTestsAssert() throws IOException {
        String page = CompatibilityPage.text();
        String upToDate = CompatibilityPage.upToDate(page);
        if (Boolean.getBoolean("regenerate")) {
            CompatibilityPage.write(upToDate);
            page = upToDate;
        }

        assertThat(page)
                .as("docs/compatibility.md is stale: run this test with -Dregenerate=true")
                .isEqualTo(upToDate);
    }
}
