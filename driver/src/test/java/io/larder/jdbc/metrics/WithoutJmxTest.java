package io.larder.jdbc.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.api.LarderConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** A Java that was put together without the module java.management, as jlink does it. */
final class WithoutJmxTest {
    @Test
    void aJavaWithoutJmxIsServedAllTheSame() throws IOException, InterruptedException {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.sql,jdk.unsupported",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ProgramThatAsks.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor()).as(said).isZero();
            assertThat(said).contains("larder.metrics.unavailable").contains("2 hits");
        } finally {
            program.destroyForcibly();
        }
    }

    /** Asks the same three times, says how often that was a hit, and takes the driver out. */
    static final class ProgramThatAsks {
        private static final String URL = "jdbc:larder:h2:mem:without_jmx";

        public static void main(String[] arguments) throws SQLException {
            try (Connection connection = DriverManager.getConnection(URL);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table fruit (name varchar(20))");
                for (int i = 0; i < 3; i++) {
                    statement.executeQuery("select name from fruit").close();
                }
                long hits =
                        connection.unwrap(LarderConnection.class).statistics().hits();
                System.out.println(hits + " hits");
            }
            DriverManager.deregisterDriver(DriverManager.getDriver(URL));
        }
    }
}
