package io.larder.jdbc.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may be printed: who logs a configuration must not log what opens a door. */
class SecretsTest {
    @TempDir
    Path empty;

    @Test
    void aConfigurationPrintsEverythingButItsSecrets() throws SQLException {
        String secret = Base64.getEncoder().encodeToString(new byte[32]);
        Properties properties = new Properties();
        properties.setProperty("larder.redis", "redis://someone:hush@redis.example:6380");
        properties.setProperty("larder.encryption.key", "k1:" + secret);
        properties.setProperty("password", "silence");

        ResolvedConfig resolved = new Surroundings(empty).sources.resolve("jdbc:larder:h2:mem:x", properties);

        assertThat(resolved.toString())
                .contains("redis.example:6380")
                .doesNotContain("hush", "someone", secret, "AAAA", "silence");
        assertThat(resolved.config().table().toString())
                .contains("redis.example:6380")
                .doesNotContain("hush", "someone", secret, "AAAA", "silence");
        for (RecordComponent component : DriverConfig.class.getRecordComponents()) {
            assertThat(resolved.config().toString()).contains(component.getName() + "=");
        }
    }
}
