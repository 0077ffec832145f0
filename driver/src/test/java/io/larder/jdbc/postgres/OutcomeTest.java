package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.BatchUpdateException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeTest {
    private final PostgresSupport support = new PostgresSupport();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0A000", "21000", "22012", "23505", "25P02", "25006", "26000", "28000", "2BP01", "3D000", "3F000",
                "40001", "40P01", "42601", "44000", "54001", "55P03", "57014", "P0001"
            })
    void theServerRefusedForCertain(String state) {
        assertThat(support.outcomeUnknown(new SQLException("refused", state))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08006", "08001", "08007", "40003", "57P01", "57P02", "58030", "XX000", "XX001", "53100", "F0000",
                "02000", "0100E", "55000", "99999", "", "4"
            })
    void inDoubtItMayHaveHappened(String state) {
        assertThat(support.outcomeUnknown(new SQLException("in doubt", state))).isTrue();
    }

    @Test
    void withoutAStateItMayHaveHappened() {
        assertThat(support.outcomeUnknown(new SQLException("connection reset"))).isTrue();
    }

    @Test
    void aBatchMayHaveHappenedInPart() {
        assertThat(support.outcomeUnknown(new BatchUpdateException("duplicate", "23505", new int[] {1})))
                .isTrue();
    }
}
