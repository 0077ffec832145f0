package io.larder.integration.traps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** All traps, in the order of the scripts' names. */
final class Scripts {
    private static final String ENDING = ".trap";

    private Scripts() {}

    static List<Trap> traps() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(Scripts.class.getResource("/traps")).toURI()))) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Trap> read(Path file) {
        try {
            return TrapReader.read(file.getFileName().toString().replace(ENDING, ""), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
