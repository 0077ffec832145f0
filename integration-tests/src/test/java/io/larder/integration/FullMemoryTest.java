package io.larder.integration;

import static io.larder.integration.LimitsTest.NUMBERS;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * How much memory all answers take together, and whose stay when it is full. Not on MariaDB: all databases of a server share
 * the memory there that the first connection of the process asked for.
 */
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "H2"})
@SuppressWarnings("NullAway.Init") // Set before each test.
class FullMemoryTest {
    @Parameter
    private TestDatabase database;

    private String url;

    @BeforeEach
    void create() throws SQLException {
        url = database.create();
        try (Client truth = Client.connect(url)) {
            for (String statement : LimitsTest.numbers(database)) {
                truth.run(statement);
            }
        }
    }

    @AfterEach
    void drop() throws SQLException {
        database.drop(url);
    }

    @Test
    void allAnswersTogetherKeepToTheirMemory() throws SQLException {
        try (Client thrifty = Client.connect(withLittleMemory())) {
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
    }

    @Test
    void whatARuleGivesHighPriorityStaysWhenMemoryIsFull(@TempDir Path folder) throws Exception {
        String rules = "larder.rule.dear.text=select count(*) *\nlarder.rule.dear.priority=high";
        Path file = Files.writeString(folder.resolve("mine.properties"), rules);
        String config = file.toString().replace("\\", "/");
        try (Client thrifty = Client.connect(database.with(withLittleMemory(), "larder.config", config))) {
            List<String> count = thrifty.ask("select count(*) from numbers");
            for (int n = 1; n <= 300; n++) {
                thrifty.ask(NUMBERS, n);
            }
            assertThat(thrifty.cache().entries()).isLessThan(300);
            long before = thrifty.cache().hits();
            assertThat(thrifty.ask("select count(*) from numbers")).isEqualTo(count);
            assertThat(thrifty.cache().hits()).isEqualTo(before + 1);
        }
    }

    private String withLittleMemory() {
        return database.with(TestDatabase.withLarder(url), "larder.memory", "256KB");
    }
}
