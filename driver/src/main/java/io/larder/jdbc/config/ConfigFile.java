package io.larder.jdbc.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;

/**
 * A file with options: Java properties in UTF-8. Names that do not begin with {@code larder.} are somebody else's.
 *
 * <p>What is present must be readable, found or named: a file that says {@code larder.mode=off} must not be lost silently.
 */
final class ConfigFile {
    static final String DEFAULT_NAME = "larder.properties";

    private ConfigFile() {}

    /** Reads the file that the user named, relative to the directory. */
    static List<GivenOption> named(GivenOption given, Path directory) throws SQLException {
        try {
            Path path = directory.resolve(given.value().strip()).toAbsolutePath();
            return read(path.toString(), () -> Files.newBufferedReader(path));
        } catch (InvalidPathException e) {
            throw InvalidConfiguration.badValue(DriverOption.CONFIG, given);
        }
    }

    /** Reads {@code larder.properties} from the root of the class path, else from the directory, else nothing. */
    static List<GivenOption> ifPresent(ClassLoader loader, Path directory) throws SQLException {
        URL resource = loader.getResource(DEFAULT_NAME);
        if (resource != null) {
            return read(resource.toString(), () -> open(resource));
        }
        Path path = directory.resolve(DEFAULT_NAME).toAbsolutePath();
        return Files.isRegularFile(path) ? read(path.toString(), () -> Files.newBufferedReader(path)) : List.of();
    }

    private static Reader open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        // A cached jar file would stay open, and show a redeployed application its old content.
        connection.setUseCaches(false);
        return new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8.newDecoder());
    }

    private static List<GivenOption> read(String file, Opening opening) throws SQLException {
        Properties properties = new Properties();
        try (Reader reader = opening.open()) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfiguration("Options can't be read from the file " + file + ": " + e, e);
        }
        if (properties.stringPropertyNames().stream().anyMatch(DriverOption.CONFIG.name()::equalsIgnoreCase)) {
            throw new InvalidConfiguration("Option " + DriverOption.CONFIG + " has no effect in the file " + file
                    + ": give it in the URL, the connection properties, a system property or the environment");
        }
        return properties.stringPropertyNames().stream()
                .filter(DriverOption::isOurs)
                .map(name -> new GivenOption(name, properties.getProperty(name), "the file " + file))
                .toList();
    }

    @FunctionalInterface
    private interface Opening {
        Reader open() throws IOException;
    }
}
