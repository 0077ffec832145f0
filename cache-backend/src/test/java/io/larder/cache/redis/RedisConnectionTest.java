package io.larder.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.TestServers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

class RedisConnectionTest {
    private final RedisOptions options = new RedisOptions(TestServers.redis().uri());

    @Test
    void whoNamesARedisAlikeSharesTheConnection() {
        RedisConnection connection = RedisConnection.to(options);

        assertThat(RedisConnection.to(new RedisOptions(TestServers.redis().uri())))
                .isSameAs(connection);
        assertThat(connection.connect()).isSameAs(connection.connect());
        assertThat(connection.client()).containsSame(connection.connect());
    }

    @Test
    void theLastOneWhoUsesAConnectionClosesIt() {
        RedisOptions own = new RedisOptions(options.address(), Duration.ofSeconds(7), Duration.ofSeconds(7));
        RedisConnection connection = RedisConnection.use(own);
        RedissonClient client = connection.connect();
        assertThat(RedisConnection.use(own)).isSameAs(connection);

        connection.release();
        assertThat(connection.client()).isPresent();
        connection.release();

        assertThat(connection.client()).isEmpty();
        assertThat(client.isShutdown()).isTrue();
        assertThat(client.getConfig().getExecutor().isShutdown()).isTrue();
        assertThatThrownBy(connection::connect).isInstanceOf(IllegalStateException.class);
        RedisConnection another = RedisConnection.use(own);
        assertThat(another.connect().isShutdown()).isFalse();
        another.release();
    }

    @Test
    void nobodyIsGivenAClientThatWouldHaveToConnectFirst() {
        RedisConnection connection = RedisConnection.to(new RedisOptions("redis://127.0.0.1:1"));

        assertThatThrownBy(connection::connect).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(connection::connect).isInstanceOf(RuntimeException.class);
        assertThat(connection.client()).isEmpty();
    }

    @Test
    void aFileForRedissonSaysEverything(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("redisson.yaml"),
                "singleServerConfig:\n  address: \"" + TestServers.redis().uri() + "\"\n  clientName: \"by-file\"\n");

        RedisConnection connection = RedisConnection.to(new RedisOptions("file:" + file));

        assertThat(connection.connect().getConfig().useSingleServer().getClientName())
                .isEqualTo("by-file");
        connection.connect().getBucket("larder-test", StringCodec.INSTANCE).set("x", Duration.ofSeconds(5));
    }

    @Test
    void aFileThatIsMissingIsSaid() {
        assertThatThrownBy(() -> RedisConnection.to(new RedisOptions("file:/none/such.yaml")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("such.yaml");
    }

    @Test
    void aProgramEndsThoughNobodyClosesAnything() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramThatConnects.class.getName(),
                        TestServers.redis().uri())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor(20, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(program.exitValue()).as(said).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    /** Connects, and ends. */
    static final class ProgramThatConnects {
        public static void main(String[] arguments) {
            RedisConnection.to(new RedisOptions(arguments[0])).connect();
        }
    }
}
