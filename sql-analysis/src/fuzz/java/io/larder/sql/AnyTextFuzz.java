package io.larder.sql;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/** Looks for texts that break {@link TextProperties}, led by what is covered. CONTRIBUTING.md says how to run it. */
class AnyTextFuzz {
    @FuzzTest(maxDuration = "60m")
    void everyTextHasTheProperties(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (Dialect dialect : Dialect.values()) {
            TextProperties.of(dialect).check(text);
        }
    }
}
