package io.larder.jdbc.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A process that a test invents: its system properties, environment, class path, working directory and log. */
final class Surroundings {
    final Map<String, String> systemProperties = new HashMap<>();
    final Map<String, String> environment = new HashMap<>();
    final List<String> warnings = new ArrayList<>();
    final Path directory;
    private final Path classPathRoot;
    final ConfigSources sources;

    Surroundings(Path empty) {
        directory = folder(empty.resolve("work"));
        classPathRoot = folder(empty.resolve("classes"));
        ClassLoader loader = new URLClassLoader(new URL[] {url(classPathRoot)}, null);
        sources = new ConfigSources(() -> systemProperties, () -> environment, () -> loader, directory, warnings::add);
    }

    /** Writes a file into the working directory. */
    Path write(String name, String content) {
        return write(directory, name, content);
    }

    Path writeOnClassPath(String name, String content) {
        return write(classPathRoot, name, content);
    }

    private static Path write(Path folder, String name, String content) {
        try {
            return Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folder(Path path) {
        try {
            return Files.createDirectories(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }
}
