package io.larder.jdbc.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RecordedFileTest {
    private static final long LONGEST = 30_000_000_000L;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void whatWasAskedIsWrittenForItsOwnerWhenTheLastConnectionIsClosed() throws SQLException, IOException {
        Path file = folder.resolve("warm.sql");
        Properties options = new Properties();
        options.setProperty("larder.warm.record", file.toString());
        try (Connection alice = DriverManager.getConnection("jdbc:larder:h2:mem:" + UUID.randomUUID(), options)) {
            ask(alice);
        }

        long start = System.nanoTime();
        while (!Files.exists(file)) {
            assertThat(System.nanoTime() - start).as("nothing was written").isLessThan(LONGEST);
            Thread.onSpinWait();
        }
        assertThat(Files.readString(file)).contains("select name from fruit where id = 2 /*?:integer*/;");
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void theNextOneTakesItsPlaceWhole() throws IOException {
        Path file = folder.resolve("warm.sql");
        RecordedFile.write(file, "select 1;");
        RecordedFile.write(file, "select 2;");

        assertThat(file).hasContent("select 2;");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    private static void ask(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("create table fruit (id int primary key, name varchar(20))");
        }
        try (PreparedStatement statement = connection.prepareStatement("select name from fruit where id = ?")) {
            for (int i = 0; i < 2; i++) {
                statement.setInt(1, 2);
                statement.executeQuery().close();
            }
        }
    }
}
