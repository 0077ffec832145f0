package io.larder.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The Java files of all modules. */
final class Sources {
    private static final Path ROOT =
            Path.of(System.getProperty("tests.root", "..")).toAbsolutePath().normalize();

    private Sources() {}

    /** Returns the files that ship, hand-written or generated. */
    static List<Path> shipped() {
        return files(path -> path.contains("/src/main/java/") || path.contains("/src/generated/java/"));
    }

    /** Returns the files that people write: all but the generated ones. */
    static List<Path> handWritten() {
        return files(path -> path.contains("/src/") && !path.contains("/src/generated/"));
    }

    /** Returns the files of tests. */
    static List<Path> tests() {
        return files(path -> path.contains("/src/test/"));
    }

    /** Returns a page of the documentation. */
    static Path page(String name) {
        return ROOT.resolve("docs").resolve(name);
    }

    /** Returns a file's path from the root, with slashes. */
    static String name(Path file) {
        return ROOT.relativize(file).toString().replace('\\', '/');
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Predicate<String> wanted) {
        try (Stream<Path> tree = Files.walk(ROOT)) {
            return tree.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !("/" + name(file)).contains("/target/") && wanted.test("/" + name(file)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
