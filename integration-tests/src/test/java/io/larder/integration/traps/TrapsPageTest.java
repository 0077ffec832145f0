package io.larder.integration.traps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TrapsPageTest {
    @Test
    void thePageListsTheTraps() throws IOException {
        String page = TrapsPage.text();
        String upToDate = TrapsPage.upToDate(page, Scripts.traps());
        if (Boolean.getBoolean("regenerate")) {
            TrapsPage.write(upToDate);
            page = upToDate;
        }

        assertThat(page)
                .as("docs/traps.md is stale: run this test with -Dregenerate=true")
                .isEqualTo(upToDate);
    }
}
