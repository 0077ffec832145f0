package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelativeDatesTest {
    @ParameterizedTest
    @ValueSource(strings = {"now", "NOW()", "today 12:00", "  Tomorrow", "yesterday\t", "2024 today", "12:00today"})
    void whatTheClockDecidesIsFound(String value) {
        assertThat(RelativeDates.mentions(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no", "know", "nowhere", "todays", "2024-01-01", "infinity", "n o w"})
    void otherTextIsNot(String value) {
        assertThat(RelativeDates.mentions(value)).isFalse();
    }
}
