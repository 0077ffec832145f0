package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long answers are served, and how large they may be. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LimitsTest extends Histories {
    static final String NUMBERS = "select n, text from numbers where n <= ? order by n";

    LimitsTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return numbers(database);
    }

    /** Returns what makes a table of 2,000 numbers with a text of a hundred characters each. */
    static List<String> numbers(TestDatabase database) {
        String series = switch (database) {
            case POSTGRESQL -> "generate_series(1, 2000) as s(x)";
            case H2 -> "system_range(1, 2000) as s(x)";
            case MARIADB -> "(select seq as x from seq_1_to_2000) s";
        };
        return List.of(
                "create table numbers (n int, text varchar(200))",
                "insert into numbers select x, repeat('x', 100) from " + series);
    }

    @Test
    void anAnswerIsNotServedForLongerThanItsTime() throws Exception {
        Client brief = client("larder.ttl", "1ms");
        brief.ask(ITEMS);
        // Behind Larder's back: only age can tell.
        truth.run("update item set name = 'plum' where id = 1");
        Meanwhile.until("the answer is too old", () -> brief.ask(ITEMS).contains("1|plum"));
    }

    @Test
    void anAnswerIsServedToThoseWhoWantItThatOld() throws Exception {
        alice.warm(ITEMS);
        Client brief = client("larder.ttl", "1ms");
        truth.run("update item set name = 'plum' where id = 1");
        assertThat(alice.served(ITEMS)).contains("1|apple");
        Meanwhile.until("the answer is too old", () -> brief.ask(ITEMS).contains("1|plum"));
    }

    @Test
    void anAnswerOfManyRowsPassesThrough() throws SQLException {
        Client small = client("larder.maxRows", "10");
        small.warm(NUMBERS, 10);
        long notKept = small.cache().notKept();
        assertThat(small.answered(NUMBERS, 11)).hasSize(11);
        assertThat(small.answered(NUMBERS, 11)).hasSize(11);
        assertThat(small.cache().notKept()).isEqualTo(notKept + 2);
    }

    @Test
    void anAnswerOfManyBytesPassesThrough() throws SQLException {
        Client small = client("larder.maxBytes", "2KB");
        small.warm(NUMBERS, 1);
        assertThat(small.answered(NUMBERS, 100)).hasSize(100);
        assertThat(small.answered(NUMBERS, 100)).hasSize(100);
    }

    @Test
    void outdatedAnswersGiveWay() throws SQLException {
        long others = alice.cache().entries();
        for (int n = 1; n <= 20; n++) {
            alice.run("update numbers set text = text where n = 1");
            // As text: the form of a prepared text changes with the number of executions.
            alice.warm(NUMBERS.replace("?", "5"));
        }
        assertThat(alice.cache().entries()).isEqualTo(others + 1);
    }
}
