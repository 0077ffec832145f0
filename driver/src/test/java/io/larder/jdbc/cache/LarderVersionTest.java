package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LarderVersionTest {
    @Test
    void theBuildWritesItsVersionIntoTheDriver() {
        assertThat(LarderVersion.CURRENT.text()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(LarderVersion.CURRENT).isEqualTo(LarderVersion.of(LarderVersion.CURRENT.text()));
    }

    @Test
    void majorAndMinorAreTheFirstTwoNumbers() {
        assertThat(LarderVersion.of("12.34.5-SNAPSHOT")).isEqualTo(new LarderVersion("12.34.5-SNAPSHOT", 12, 34));
    }

    @Test
    void aTextThatIsNoVersionIsZeroAndNoError() {
        for (String text : new String[] {"unknown", "${project.version}", "", "1", "99999999999.1"}) {
            assertThat(LarderVersion.of(text)).isEqualTo(new LarderVersion(text, 0, 0));
        }
    }
}
