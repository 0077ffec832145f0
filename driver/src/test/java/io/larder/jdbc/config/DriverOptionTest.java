package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriverOptionTest {
    @Test
    void everyOptionButTheFileIsAComponentOfTheConfiguration() {
        List<String> components = Arrays.stream(DriverConfig.class.getRecordComponents())
                .map(RecordComponent::getName)
                .filter(name -> !name.equals("rules") && !name.equals("table"))
                .map(DriverOption.PREFIX::concat)
                .toList();

        assertThat(DriverOption.ALL)
                .filteredOn(option -> option != DriverOption.CONFIG)
                .extracting(DriverOptionTest::inOneWord)
                .containsExactlyElementsOf(components);
    }

    /** {@code larder.redis.timeout} is the component {@code redisTimeout}. */
    private static String inOneWord(DriverOption<?> option) {
        String name = option.name().substring(DriverOption.PREFIX.length());
        return DriverOption.PREFIX
                + Pattern.compile("\\.(.)")
                        .matcher(name)
                        .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }

    @Test
    void everyDefaultIsAllowed() {
        for (DriverOption<?> option : DriverOption.ALL) {
            option.defaultText()
                    .ifPresent(text -> assertThat(option.type().parse(text))
                            .as(option.name())
                            .isPresent());
        }
        assertThat(DriverOption.ALL)
                .filteredOn(option -> option.defaultText().isEmpty())
                .containsExactly(DriverOption.CONFIG);
    }

    @Test
    void aKeyIsShownToNobody(@TempDir Path empty) {
        Surroundings process = new Surroundings(empty);
        String secret = "A".repeat(44);
        Properties properties = new Properties();
        properties.setProperty("larder.encryption.key", "a:" + secret + "!");

        assertThatThrownBy(() -> process.sources.resolve("jdbc:larder:h2:mem:x", properties))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("larder.encryption.key")
                .hasMessageNotContaining(secret);
    }

    @Test
    void everyOptionIsDescribedInOneSentence() {
        assertThat(DriverOption.ALL)
                .extracting(DriverOption::description)
                .allSatisfy(text -> assertThat(text).matches("[A-Z].*\\.").doesNotContain("|"));
    }

    @ParameterizedTest
    @CsvSource({"larder.ttl, LARDER_TTL", "larder.maxRows, LARDER_MAX_ROWS", "larder.orphanHold, LARDER_ORPHAN_HOLD"})
    void anEnvironmentVariableSeparatesTheWords(String name, String variable) {
        assertThat(DriverOption.named(name).orElseThrow().environmentName()).isEqualTo(variable);
    }

    @ParameterizedTest
    @CsvSource({
        "larder.tl, larder.ttl",
        "larder.max_rows, larder.maxRows",
        "larder.maxbyte, larder.maxBytes",
        "larder.mod, larder.mode",
        "larder.mdoe, larder.mode",
        "larder.priviledgeTTL, larder.privilegeTtl",
        "LARDER.MEMROY, larder.memory"
    })
    void theNearestNameIsTheOneThatWasMeant(String written, String meant) {
        List<String> names = DriverOption.ALL.stream().map(DriverOption::name).toList();

        assertThat(NearestName.of(written, names)).isEqualTo(meant);
    }

    @Test
    void propertyInfoTellsTheValuesInEffect(@TempDir Path empty) throws SQLException {
        Surroundings process = new Surroundings(empty);
        process.environment.put("LARDER_MAX_ROWS", "7");
        Properties properties = new Properties();
        properties.setProperty("larder.ttl", "nonsense");

        FoundOptions found = process.sources.find(
                LarderUrl.parse("jdbc:larder:h2:mem:x;LARDER.MODE=off"), SplitProperties.of(properties));
        DriverPropertyInfo[] infos = DriverOption.propertyInfo(found);

        assertThat(infos).extracting(info -> info.name).containsExactly(names());
        assertThat(infos)
                .extracting(info -> info.value)
                .containsExactly(
                        "off",
                        "64MB",
                        "nonsense",
                        "7",
                        "1MB",
                        "10000",
                        "60s",
                        "none",
                        "off",
                        "transaction",
                        "60s",
                        "off",
                        "strict",
                        "allow",
                        "50ms",
                        "1s",
                        "1s",
                        "off",
                        "off",
                        "2",
                        "200",
                        "off",
                        "0%",
                        "0",
                        "true",
                        "*",
                        null);
        assertThat(infos[0].choices).containsExactly("cache", "observe", "off");
        assertThat(infos[0].description)
                .startsWith("Whether answers are kept")
                .endsWith("Give cache or observe or off.");
        assertThat(infos[1].choices).isNull();
        assertThat(infos).noneMatch(info -> info.required);
    }

    @Test
    void propertyInfoNeedsNoProperties() throws SQLException {
        assertThat(DriverOption.propertyInfo("jdbc:larder:h2:mem:x", null)).hasSize(DriverOption.ALL.size());
    }

    private static String[] names() {
        return DriverOption.ALL.stream().map(DriverOption::name).toArray(String[]::new);
    }
}
