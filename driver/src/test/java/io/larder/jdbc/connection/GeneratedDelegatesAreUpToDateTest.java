package io.larder.jdbc.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.connection.DelegateGenerator.Delegate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GeneratedDelegatesAreUpToDateTest {

    private static final Path FOLDER = Path.of("src", "generated", "java", "io", "larder", "jdbc", "connection");

    @ParameterizedTest
    @EnumSource(Delegate.class)
    void theCommittedClassIsWhatTheGeneratorWrites(Delegate delegate) throws IOException {
        String committed = Files.readString(FOLDER.resolve(delegate.className() + ".java"));

        assertThat(committed)
                .as("Edited by hand, or the generator was not run; its Javadoc says how.")
                .isEqualTo(DelegateGenerator.source(delegate));
    }

    @Test
    void nothingElseIsInTheFolder() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(Stream.of(Delegate.values())
                            .map(delegate -> delegate.className() + ".java")
                            .toList());
        }
    }
}
