package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.Parameter;
import io.larder.cache.Question;
import io.larder.cache.SessionKey;
import io.larder.jdbc.statement.AnswerForm;
import io.larder.jdbc.statement.BoundParameters;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SimpleTimeZone;
import java.util.TimeZone;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What other processes would call a question. */
class SharedQuestionTest {
    private static final SessionKey ALICE = new SessionKey(List.of("db", "alice"));
    private static final AnswerForm FORM =
            new AnswerForm(ResultSet.TYPE_FORWARD_ONLY, ResultSet.HOLD_CURSORS_OVER_COMMIT, 0, 0, true, "text");

    private static final Timestamp MOMENT = Timestamp.valueOf("2026-11-21 12:00:00.123456");

    private static final List<Consumer<BoundParameters>> BINDINGS = List.of(
            all -> all.bind(1, "Timestamp", MOMENT),
            all -> all.bind(1, "Timestamp", new Timestamp(MOMENT.getTime())),
            all -> all.bind(1, "Date", new Date(MOMENT.getTime())),
            all -> all.bind(1, "Time", new Time(MOMENT.getTime())),
            all -> all.bind(1, "Object", new java.util.Date(MOMENT.getTime())),
            all -> all.bindByCalendar(1, "Timestamp", MOMENT, calendar("Europe/Paris")),
            all -> all.bindByCalendar(1, "Timestamp", MOMENT, calendar("Europe/Berlin")),
            all -> all.bind(1, "Bytes", new byte[] {1}),
            all -> all.bindObject(1, 5, 4, 0),
            all -> all.bindObject(1, 5, 4, 1),
            all -> all.bindObject(1, new int[] {5}, 0, 0),
            all -> all.bindObject(1, new Object[] {5, null, new int[] {5}}, 0, 0),
            all -> all.bind(1, "Int", null),
            all -> all.bind(1, "Int", 5),
            all -> all.bind(1, "String", "5"));

    @Test
    void eachParameterIsToldApartAndAlwaysSaidInTheSameWay() {
        Set<String> all = new HashSet<>();
        for (Consumer<BoundParameters> binding : BINDINGS) {
            assertThat(all.add(said(question(binding)))).isTrue();
            assertThat(said(question(binding))).isEqualTo(said(question(binding)));
        }
        assertThat(all).hasSameSizeAs(BINDINGS);
    }

    @Test
    void eachSettingOfAStatementIsToldApart() {
        List<AnswerForm> forms = List.of(
                FORM,
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 1, 0, 0, true, "text"),
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 2, 0, 0, true, "text"),
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 1, 2, 0, true, "text"),
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 1, 0, 2, true, "text"),
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 1, 0, 0, false, "text"),
                new AnswerForm(ResultSet.TYPE_SCROLL_INSENSITIVE, 1, 0, 0, true, "binary"));
        Set<String> all = new HashSet<>();
        forms.forEach(form -> all.add(said(new Question(ALICE, form, "q"))));
        assertThat(all).hasSameSizeAs(forms);
    }

    @Test
    void anotherDriverOrSchemaMakesAnotherQuestion() {
        Question question = new Question(ALICE, FORM, "q");
        assertThat(said(question, "pg 1", "7"))
                .isNotEqualTo(said(question, "pg 2", "7"))
                .isNotEqualTo(said(question, "pg 1", "8"))
                .isNotEqualTo(said(question, "pg ", "17"));
        String text = new String(SharedQuestion.of(question, "pg 1", "7").orElseThrow(), StandardCharsets.ISO_8859_1);
        assertThat(text)
                .contains(LarderVersion.CURRENT.text() + "/" + Runtime.version().feature());
    }

    @Test
    void aZoneThatOnlyThisProcessKnowsIsNotForOthers() {
        TimeZone ours = new SimpleTimeZone(3_600_000, "Europe/Paris");
        assertThat(bytes(question(all -> all.bindByCalendar(1, "Timestamp", MOMENT, new GregorianCalendar(ours)))))
                .isEmpty();
        assertThat(bytes(question(all -> all.bindByCalendar(1, "Timestamp", MOMENT, calendar("GMT+05:30")))))
                .isEmpty();
    }

    private static Calendar calendar(String zone) {
        return new GregorianCalendar(TimeZone.getTimeZone(zone));
    }

    private static Question question(Consumer<BoundParameters> binding) {
        BoundParameters parameters = new BoundParameters();
        binding.accept(parameters);
        Parameter[] bound = Objects.requireNonNull(parameters.complete(1));
        return new Question(ALICE, FORM, "q", bound);
    }

    private static String said(Question question) {
        return said(question, "codec", "version");
    }

    private static String said(Question question, String codec, String version) {
        return HexFormat.of()
                .formatHex(SharedQuestion.of(question, codec, version).orElseThrow());
    }

    private static Optional<byte[]> bytes(Question question) {
        return SharedQuestion.of(question, "codec", "version");
    }
}
