package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {
    private static final String URL = "jdbc:larder:h2:mem:x";

    @TempDir
    Path empty;

    private Surroundings process;

    @BeforeEach
    void start() {
        process = new Surroundings(empty);
    }

    @ParameterizedTest
    @ValueSource(strings = {"url", "properties", "system", "environment"})
    void theFileCanBeNamedByAnyOtherSource(String source) throws SQLException {
        String path = process.write("mine.properties", "larder.maxRows=9").toString();
        Properties properties = new Properties();
        String url = URL;
        switch (source) {
            case "url" -> url += ";larder.config=" + path.replace("\\", "\\\\");
            case "properties" -> properties.setProperty("larder.config", path);
            case "system" -> process.systemProperties.put("larder.config", path);
            default -> process.environment.put("LARDER_CONFIG", path);
        }

        assertThat(process.sources.resolve(url, properties).config().maxRows()).isEqualTo(9);
    }

    @Test
    void whatTheFileSaysNowIsInEffect() throws SQLException {
        assertThat(maxRows(URL)).isEqualTo(1000);
        process.write("larder.properties", "larder.maxRows = 9 \nspring.name=x\nttl=1s");
        assertThat(maxRows(URL)).isEqualTo(9);
        process.write("larder.properties", "# nothing");
        assertThat(maxRows(URL)).isEqualTo(1000);
    }

    @Test
    void aNamedFileReplacesTheDefaultOne() throws SQLException {
        process.write("larder.properties", "larder.maxRows=9\nlarder.unknown=x");
        process.write("mine.properties", "larder.statements=5");

        assertThat(maxRows(URL + ";larder.config=mine.properties")).isEqualTo(1000);
    }

    @Test
    void aFileIsReadAsUtf8() throws SQLException {
        process.write("mine.properties", "larder.ttl=ä");

        assertThatThrownBy(() -> maxRows(URL + ";larder.config=mine.properties"))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("has the value 'ä'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"missing.properties", ".", "malformed.properties", "latin1.properties"})
    void aNamedFileThatCannotBeReadIsRefused(String name) throws IOException {
        process.write("malformed.properties", "larder.ttl=\\u00zz");
        Files.write(process.directory.resolve("latin1.properties"), new byte[] {'a', '=', (byte) 0xE4});

        assertThatThrownBy(() -> maxRows(URL + ";larder.config=" + name))
                .isInstanceOf(SQLException.class)
                .hasMessageContainingAll("Options can't be read from the file ", process.directory.toString());
    }

    @Test
    void aDefaultFileThatIsPresentButMalformedIsRefused() {
        process.writeOnClassPath("larder.properties", "larder.mode=off\nx=\\u00zz");

        assertThatThrownBy(() -> maxRows(URL))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Options can't be read from the file file:");
    }

    @Test
    void aFolderOfThatNameIsNoFile() throws Exception {
        Files.createDirectory(process.directory.resolve("larder.properties"));

        assertThat(maxRows(URL)).isEqualTo(1000);
    }

    @Test
    void aPathThatIsNoneIsRefused() {
        assertThatThrownBy(() -> maxRows(URL + ";larder.config=a\0b")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> maxRows(URL + ";larder.config="))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("give the path of a properties file");
    }

    @Test
    void aFileCannotNameAnotherFile() {
        process.write("larder.properties", "larder.config=other.properties");

        assertThatThrownBy(() -> maxRows(URL))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("Option larder.config has no effect in the file ");
    }

    private int maxRows(String url) throws SQLException {
        return process.sources.resolve(url, null).config().maxRows();
    }
}
