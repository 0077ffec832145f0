package io.larder.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/**
 * A jar that the driver's build has made.
 *
 * @param file where it is
 */
record DriverJar(Path file) {
    DriverJar {
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException(file + " is not there: these tests run after packaging (mvn verify)");
        }
    }

    /** Returns the jar that drags in its dependencies. */
    static DriverJar ordinary() {
        return new DriverJar(target().resolve("larder-jdbc-" + version() + ".jar"));
    }

    /** Returns the jar that holds its dependencies. */
    static DriverJar selfContained() {
        return new DriverJar(target().resolve("larder-jdbc-" + version() + "-all.jar"));
    }

    static String version() {
        return System.getProperty("tests.version", "");
    }

    /** Returns the names of all files in it, folders left out. */
    List<String> files() {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the text of a file in it. */
    String text(String name) {
        try (JarFile jar = new JarFile(file.toFile());
                InputStream content = jar.getInputStream(jar.getEntry(name))) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path target() {
        return Path.of(System.getProperty("tests.root", "..")).resolve("driver/target");
    }
}
