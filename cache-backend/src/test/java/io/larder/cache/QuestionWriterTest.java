package io.larder.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Equal questions have equal bytes, different ones have different bytes, and what is not known has none. */
class QuestionWriterTest {
    private static final SessionKey ALICE = new SessionKey(List.of("db", "alice"));

    @Test
    void noTwoQuestionsHaveTheSameBytes() {
        List<Question> questions = new ArrayList<>();
        for (SessionKey session : List.of(
                ALICE,
                new SessionKey(List.of("db", "bob")),
                new SessionKey(List.of("dba", "lice")),
                new SessionKey(List.of("db", "alice", "")))) {
            questions.add(new Question(session, "form", "q"));
        }
        questions.add(new Question(ALICE, "other form", "q"));
        questions.add(new Question(ALICE, "form", "r"));
        for (@Nullable Object value : values()) {
            questions.add(new Question(ALICE, "form", "q", new Parameter("set", value)));
            questions.add(new Question(ALICE, "form", "q", new Parameter("setOther", value)));
            questions.add(new Question(ALICE, "form", "q", new Parameter("set", value), new Parameter("set", 1)));
        }
        Set<String> all = new TreeSet<>();
        for (Question question : questions) {
            assertThat(all.add(hex(question))).isTrue();
        }
        assertThat(all).hasSameSizeAs(questions);
    }

    private static List<@Nullable Object> values() {
        return Arrays.asList(
                null,
                "",
                "5",
                5,
                5L,
                (short) 5,
                (byte) 5,
                '5',
                5.0,
                5.0f,
                0.0,
                -0.0,
                Double.NaN,
                true,
                "true",
                new BigDecimal("5"),
                new BigDecimal("5.0"),
                new BigDecimal("5E+1"),
                new BigDecimal("50"),
                BigInteger.valueOf(5),
                new UUID(5, 5),
                LocalDate.parse("2026-11-21"),
                "2026-11-21",
                LocalTime.parse("10:15"),
                LocalDateTime.parse("2026-11-21T10:15"),
                OffsetDateTime.parse("2026-11-21T10:15Z"),
                OffsetTime.parse("10:15Z"),
                ZonedDateTime.parse("2026-10-25T02:30+02:00[Europe/Paris]"),
                ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Paris]"),
                Instant.parse("2026-11-21T10:15:00Z"),
                ByteBuffer.wrap(new byte[] {5}),
                ByteBuffer.wrap(new byte[0]),
                List.of(),
                List.of(List.of()),
                List.of("5"),
                List.of(5),
                List.of("5", "6"),
                List.of("56", ""),
                List.of(Void.class),
                List.of(int[].class, 5),
                List.of(Integer[].class, 5));
    }

    @Test
    void equalQuestionsHaveEqualBytes() {
        for (int round = 0; round < values().size(); round++) {
            Parameter one = new Parameter("set", values().get(round));
            Parameter other = new Parameter("set", values().get(round));
            assertThat(hex(new Question(ALICE, "form", "q", one)))
                    .isEqualTo(hex(new Question(new SessionKey(List.of("db", "alice")), "form", "q", other)));
        }
    }

    @Test
    void whatIsNotKnownHasNoBytes() {
        assertThat(bytes(new Question(ALICE, "form", "q", new Parameter("set", new Object()))))
                .isEmpty();
        assertThat(bytes(new Question(ALICE, new Object(), "q"))).isEmpty();
        assertThat(bytes(new Question(ALICE, "form", "q", new Parameter("set", List.of(QuestionWriterTest.class)))))
                .as("a class of this loader may be another one elsewhere")
                .isEmpty();
        assertThat(bytes(new Question(ALICE, "form", "half a character: \ud83d")))
                .isEmpty();
        assertThat(bytes(new Question(new SessionKey(List.of("\udc00")), "form", "q")))
                .isEmpty();
        assertThat(bytes(new Question(ALICE, "form", "a whole one: \ud83d\ude00")))
                .isPresent();
    }

    private static String hex(Question question) {
        return HexFormat.of().formatHex(bytes(question).orElseThrow());
    }

    private static Optional<byte[]> bytes(Question question) {
        QuestionWriter out = new QuestionWriter(other -> Optional.empty());
        question.encode(out);
        return out.toBytes();
    }
}
