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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'today'",
                "'to' 'day'",
                "'to' -- x\n 'day'",
                "E'to\\x64ay'",
                "E'\\164oday'",
                "E'\\u0074\\U0000006fday'",
                "'to\\day'",
                "E'to'\n'\\x64ay'",
                "E'\\ntoday'",
                "E'x\\btoday'",
                "U&'\\0061'",
                "u&'a'",
                "$x$today$x$",
                "n'now' + 1",
                "1 + 'yesterday'"
            })
    void aLiteralThatNamesADayIsFoundHoweverItIsWritten(String literal) {
        assertThat(mentionedIn(literal)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'to', 'day'",
                "'^\\d+$'",
                "E'a\\'b'",
                "E'\\ttoda\\x7a'",
                "'\\x1f2e'",
                "E'tod\\141x'",
                "'to' || 'day'"
            })
    void aLiteralThatNamesNoneIsNot(String literal) {
        assertThat(mentionedIn(literal)).isFalse();
    }

    private static boolean mentionedIn(String sql) {
        return RelativeDates.mentionedIn(Lexer.lex(sql, LexicalRules.of(Dialect.POSTGRESQL)));
    }
}
