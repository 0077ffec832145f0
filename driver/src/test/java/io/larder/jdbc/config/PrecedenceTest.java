package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.hub.Consistency;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrecedenceTest {
    @TempDir
    Path empty;

    /** Where an option may be written, the strongest first. */
    private enum Source {
        URL,
        PROPERTIES,
        SYSTEM_PROPERTY,
        ENVIRONMENT,
        NAMED_FILE,
        CLASS_PATH_FILE,
        WORKING_DIRECTORY_FILE,
        DEFAULT
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void theStrongerOfTwoSourcesIsInEffect(Source stronger, Source weaker) throws SQLException {
        assertThat(ttlGivenIn(List.of(stronger, weaker))).isEqualTo(ttlOf(stronger));
    }

    static Stream<Arguments> pairs() {
        List<Arguments> pairs = new ArrayList<>();
        for (Source stronger : Source.values()) {
            for (Source weaker : Source.values()) {
                if (stronger.compareTo(weaker) < 0) {
                    pairs.add(Arguments.of(stronger, weaker));
                }
            }
        }
        return pairs.stream();
    }

    @Test
    void eachOptionHasItsOwnStrongestSource() throws SQLException {
        Surroundings process = new Surroundings(empty);
        process.systemProperties.put("larder.maxRows", "5");
        process.environment.put("LARDER_MAX_BYTES", "2KB");
        process.write("larder.properties", "larder.statements=6\nlarder.memory=1MiB");
        Properties properties = new Properties();
        properties.setProperty("larder.ttl", "3s");

        ResolvedConfig resolved = process.sources.resolve("jdbc:larder:h2:mem:x;LARDER.MODE=off", properties);

        assertThat(resolved.config())
                .isEqualTo(new DriverConfig(
                        CacheMode.OFF,
                        1 << 20,
                        Duration.ofSeconds(3),
                        5,
                        2000,
                        6,
                        Duration.ofSeconds(60),
                        Set.of(),
                        Optional.empty(),
                        PoolerMode.TRANSACTION,
                        Duration.ofSeconds(60),
                        Optional.empty(),
                        Consistency.STRICT,
                        WriteWithoutHub.ALLOW,
                        Duration.ofMillis(50),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Optional.empty(),
                        Optional.empty(),
                        2,
                        200,
                        Optional.empty(),
                        0,
                        0,
                        resolved.config().rules(),
                        true,
                        Optional.empty(),
                        OptionTable.EMPTY));
        assertThat(resolved.driverUrl()).isEqualTo("jdbc:h2:mem:x");
    }

    @Test
    void theDefaultsAreInEffectWhenNothingIsGiven() throws SQLException {
        DriverConfig expected = new DriverConfig(
                CacheMode.CACHE,
                64_000_000,
                Duration.ofMinutes(10),
                1000,
                1_000_000,
                10_000,
                Duration.ofSeconds(60),
                Set.of(),
                Optional.empty(),
                PoolerMode.TRANSACTION,
                Duration.ofSeconds(60),
                Optional.empty(),
                Consistency.STRICT,
                WriteWithoutHub.ALLOW,
                Duration.ofMillis(50),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Optional.empty(),
                Optional.empty(),
                2,
                200,
                Optional.empty(),
                0,
                0,
                RuleFile.NONE,
                true,
                Optional.empty(),
                OptionTable.EMPTY);

        assertThat(new Surroundings(empty)
                        .sources
                        .resolve("jdbc:larder:h2:mem:x", null)
                        .config())
                .isEqualTo(expected);
        assertThat(DriverConfig.resolve("jdbc:larder:h2:mem:x", new Properties())
                        .config())
                .isEqualTo(expected);
        assertThat(DriverConfig.resolve(Map.of())).isEqualTo(expected);
    }

    @Test
    void aDataSourcesOptionsAreStrongerThanWhatSurroundsIt() throws SQLException {
        Surroundings process = new Surroundings(empty);
        process.systemProperties.put("larder.maxRows", "5");
        process.systemProperties.put("larder.ttl", "5s");

        DriverConfig config = process.sources.resolve(Map.of("larder.ttl", "1s"));

        assertThat(config.ttl()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.maxRows()).isEqualTo(5);
    }

    @Test
    void systemPropertiesOfThisProcessAreRead() throws SQLException {
        System.setProperty("larder.maxRows", "77");
        try {
            assertThat(DriverConfig.resolve(Map.of()).maxRows()).isEqualTo(77);
        } finally {
            System.clearProperty("larder.maxRows");
        }
    }

    private Duration ttlGivenIn(List<Source> sources) throws SQLException {
        Surroundings process = new Surroundings(empty);
        Properties properties = new Properties();
        String url = "jdbc:larder:postgresql://db/shop";
        for (Source source : sources) {
            String text = ttlOf(source).toString();
            switch (source) {
                case URL -> url += "?larder.ttl=" + text;
                case PROPERTIES -> properties.setProperty("larder.ttl", text);
                case SYSTEM_PROPERTY -> process.systemProperties.put("larder.ttl", text);
                case ENVIRONMENT -> process.environment.put("LARDER_TTL", text);
                case NAMED_FILE -> {
                    process.write("named.properties", "larder.ttl=" + text);
                    properties.setProperty("larder.config", "named.properties");
                }
                case CLASS_PATH_FILE -> process.writeOnClassPath("larder.properties", "larder.ttl=" + text);
                case WORKING_DIRECTORY_FILE -> process.write("larder.properties", "larder.ttl=" + text);
                case DEFAULT -> assertThat(text).isEqualTo("PT10M");
            }
        }
        return process.sources.resolve(url, properties).config().ttl();
    }

    private static Duration ttlOf(Source source) {
        return source == Source.DEFAULT
                ? Duration.ofMinutes(10)
                : Duration.ofSeconds(1 + List.of(Source.values()).indexOf(source));
    }
}
