package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** How long answers are served, how large they may be, and how much memory all of them take. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class LimitsTest extends Histories {
    private static final String NUMBERS = "select n, text from numbers where n <= ? order by n";

    LimitsTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
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
    void allAnswersTogetherKeepToTheirMemory() throws SQLException {
        if (database == TestDatabase.MARIADB) {
            // All databases of a server share the memory that its first connection of this process asked for.
            return;
        }
        Client thrifty = connected(urlOfLittleMemory());
        for (int n = 1; n <= 300; n++) {
            assertThat(thrifty.ask(NUMBERS, n)).hasSize(n);
            assertThat(thrifty.cache().bytes()).isLessThanOrEqualTo(256_000);
        }
        assertThat(thrifty.cache().stores()).isEqualTo(300);
        assertThat(thrifty.cache().entries()).isPositive().isLessThan(300);
        // Which ones stay is Caffeine's choice, but what is asked again and again does.
        long before = thrifty.cache().hits();
        for (int i = 0; i < 50 && thrifty.cache().hits() == before; i++) {
            thrifty.ask(NUMBERS, 1);
        }
        assertThat(thrifty.cache().hits()).isGreaterThan(before);
    }

    @Test
    void whatARuleGivesHighPriorityStaysWhenMemoryIsFull(@TempDir Path folder) throws Exception {
        if (database == TestDatabase.MARIADB) {
            // All databases of a server share the memory that its first connection of this process asked for.
            return;
        }
        String rules = "larder.rule.dear.text=select count(*) *\nlarder.rule.dear.priority=high";
        Path file = Files.writeString(folder.resolve("mine.properties"), rules);
        String config = file.toString().replace("\\", "/");
        Client thrifty = connected(database.with(urlOfLittleMemory(), "larder.config", config));
        List<String> count = thrifty.ask("select count(*) from numbers");
        for (int n = 1; n <= 300; n++) {
            thrifty.ask(NUMBERS, n);
        }
        assertThat(thrifty.cache().entries()).isLessThan(300);
        long before = thrifty.cache().hits();
        assertThat(thrifty.ask("select count(*) from numbers")).isEqualTo(count);
        assertThat(thrifty.cache().hits()).isEqualTo(before + 1);
    }

    private String urlOfLittleMemory() throws SQLException {
        String url = database.create();
        Client bare = connected(url);
        for (String statement : schema()) {
            bare.run(statement);
        }
        return database.with(TestDatabase.withLarder(url), "larder.memory", "256KB");
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
