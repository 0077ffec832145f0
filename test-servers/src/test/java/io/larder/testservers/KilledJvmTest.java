package io.larder.testservers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class KilledJvmTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aServerAndItsDataEndWithAKilledJvm() throws IOException, SQLException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Owner.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = jvm.inputReader(StandardCharsets.UTF_8)) {
            String url = output.readLine();
            Path data = Path.of(output.readLine());
            DriverManager.getConnection(url).close();

            jvm.destroyForcibly();

            await(() -> !DatabaseServer.answers(url));
            await(() -> !Files.exists(data.getParent()));
        } finally {
            jvm.destroyForcibly();
        }
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still there after %s", PATIENCE).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }

    /** The JVM that is killed: starts a server, tells where, and waits. */
    static final class Owner {
        private Owner() {}

        public static void main(String[] args) throws IOException, SQLException {
            String url = EmbeddedPostgres.start(TestServers.NEWEST_POSTGRES).jdbcUrl();
            System.out.println(url);
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW data_directory")) {
                rows.next();
                System.out.println(rows.getString(1));
            }
            int end = System.in.read();
            System.out.println(end);
        }
    }
}
