package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusalTest {
    private static final String URL = "jdbc:larder:postgresql://db/shop?password=geheim";

    @TempDir
    Path empty;

    private Surroundings process;
    private final Properties properties = new Properties();

    @BeforeEach
    void start() {
        process = new Surroundings(empty);
    }

    @Test
    void anUnknownNameInTheUrlIsRefused() {
        assertRefused(() -> resolve(URL + "&larder.tll=1s"), "larder.tll in the URL: did you mean larder.ttl?");
    }

    @Test
    void anUnknownNameInTheConnectionPropertiesIsRefused() {
        properties.setProperty("larder.max-rows", "1");

        assertRefused(() -> resolve(URL), "larder.max-rows in the connection properties: did you mean larder.maxRows?");
    }

    @Test
    void anUnknownNameInAFileIsRefused() {
        Path file = process.write("larder.properties", "larder.memroy=1MB");

        assertRefused(() -> resolve(URL), "larder.memroy in the file " + file + ": did you mean larder.memory?");
    }

    @Test
    void anUnknownNameOfADataSourceIsRefused() {
        assertRefused(
                () -> process.sources.resolve(Map.of("ttl", "1s")), "ttl in the data source: did you mean larder.ttl?");
    }

    @Test
    void anUnknownNameInSystemPropertiesOrEnvironmentIsWarnedOfOnce() throws SQLException {
        process.systemProperties.put("larder.maxrow", "x");
        process.environment.put("LARDER_MAXROWS", "x");
        process.environment.put("LARDERS", "x");

        resolve(URL);
        resolve(URL);

        assertThat(process.warnings)
                .containsExactly(
                        "config.unknown system property larder.maxrow is ignored; nearest: larder.maxRows",
                        "config.unknown environment variable LARDER_MAXROWS is ignored; nearest: LARDER_MAX_ROWS");
    }

    @Test
    void aValueThatIsNotAllowedIsRefusedWhereverItStands() {
        String allowed = ": give a duration from 1ms to 365d, such as 500ms, 30s, 10m, 1h or PT10M";
        assertRefused(() -> resolve(URL + "&larder.ttl=10"), "larder.ttl has the value '10' in the URL" + allowed);

        process.write("larder.properties", "larder.ttl=5 apples");
        assertRefused(() -> resolve(URL), "larder.ttl has the value '5 apples' in the file ", allowed);

        process.environment.put("LARDER_TTL", "0s");
        assertRefused(() -> resolve(URL), "in the environment variable LARDER_TTL" + allowed);

        process.systemProperties.put("larder.ttl", "");
        assertRefused(() -> resolve(URL), "the value '' in the system property larder.ttl" + allowed);

        properties.put("larder.ttl", 10);
        assertRefused(() -> resolve(URL), "in the connection properties" + allowed);
    }

    @Test
    void aVariableThatIsSetToNothingIsNotSet() throws SQLException {
        process.environment.put("LARDER_MAX_ROWS", "");
        process.environment.put("LARDER_TTL", " ");

        assertThat(resolve(URL).config().maxRows()).isEqualTo(1000);
    }

    @Test
    void oneOptionWithTwoValuesInOneSourceIsRefused() throws SQLException {
        assertRefused(() -> resolve(URL + "&larder.ttl=1s&larder.TTL=2s"), "is given twice in the URL: 1s and 2s");
        assertThat(resolve(URL + "&larder.maxRows=7&larder.maxRows=7").config().maxRows())
                .isEqualTo(7);
    }

    @Test
    void noMessageTellsThePassword() {
        assertThatThrownBy(() -> resolve(URL + "&larder.config=%zz&larder.a=b")).hasMessageNotContaining("geheim");
        assertThatThrownBy(() -> resolve(URL + "&larder.a=b")).hasMessageNotContaining("geheim");
    }

    private ResolvedConfig resolve(String url) throws SQLException {
        return process.sources.resolve(url, properties);
    }

    private static void assertRefused(ThrowingCallable call, String... said) {
        assertThatThrownBy(call)
                .isInstanceOf(SQLNonTransientConnectionException.class)
                .hasMessageContainingAll(said)
                .extracting(e -> ((SQLException) e).getSQLState())
                .isEqualTo("08001");
    }
}
