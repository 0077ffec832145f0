package io.larder.jdbc.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.JDBCType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ParameterFormTest {
    /** A script must not ask with NUMERIC what the application asks with DECIMAL. */
    @ParameterizedTest
    @EnumSource(JDBCType.class)
    void whatIsWrittenIsReadAsTheSameType(JDBCType type) {
        ParameterForm without = new ParameterForm.AsNull(type.getVendorTypeNumber());
        assertThat(ParameterForm.of(without.words())).isEqualTo(without);
        ParameterForm with = new ParameterForm.AsObject(ValueKind.TEXT, type.getVendorTypeNumber());
        assertThat(ParameterForm.of(with.words())).isEqualTo(with);
    }

    @Test
    void whatPeopleWriteIsUnderstood() {
        assertThat(ParameterForm.of("null int").words()).isEqualTo("null integer");
        assertThat(ParameterForm.of("object Long long").words()).isEqualTo("object Long bigint");
    }
}
