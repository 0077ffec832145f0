package io.larder.jdbc.config;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A file with options and rules: Java properties in UTF-8. Names that do not begin with {@code larder.} are somebody else's.
 *
 * <p>What is present must be readable, found or named: a file that says {@code larder.mode=off} must not be lost silently.
 */
final class ConfigFile {
    static final String DEFAULT_NAME = "larder.properties";

    private ConfigFile() {}

    /** Reads the file that the user named, relative to the directory. */
    static Content named(GivenOption given, Path directory) throws SQLException {
        try {
            Path path = directory.resolve(given.value().strip()).toAbsolutePath();
            return read(path);
        } catch (InvalidPathException e) {
            throw InvalidConfiguration.badValue(DriverOption.CONFIG, given);
        }
    }

    /** Reads {@code larder.properties} from the root of the class path, else from the directory, else nothing. */
    static Content ifPresent(ClassLoader loader, Path directory) throws SQLException {
        URL resource = loader.getResource(DEFAULT_NAME);
        if (resource != null) {
            return ofClassPath(resource);
        }
        Path path = directory.resolve(DEFAULT_NAME).toAbsolutePath();
        return Files.isRegularFile(path) ? read(path) : Content.NONE;
    }

    /** Reads a file, which may be another one later. */
    static Content read(Path path) throws SQLException {
        return read(path.toString(), Optional.of(path), FileState.of(path), () -> Files.newBufferedReader(path));
    }

    /** Of a jar it stays what it is. */
    private static Content ofClassPath(URL resource) throws SQLException {
        Optional<Path> path;
        try {
            path = resource.getProtocol().equals("file") ? Optional.of(Path.of(resource.toURI())) : Optional.empty();
        } catch (URISyntaxException | RuntimeException unusual) {
            path = Optional.empty();
        }
        FileState state = path.map(FileState::of).orElse(FileState.UNKNOWN);
        return read(resource.toString(), path, state, () -> open(resource));
    }

    /**
     * What a file says.
     *
     * @param options all but the rules
     */
    record Content(List<GivenOption> options, RuleFile rules) {
        static final Content NONE = new Content(List.of(), RuleFile.NONE);
    }

    private static Reader open(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        // A cached jar file would stay open, and show a redeployed application its old content.
        connection.setUseCaches(false);
        return new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8.newDecoder());
    }

    private static Content read(String file, Optional<Path> path, FileState state, Opening opening)
            throws SQLException {
        List<PropertyLine> lines;
        try (Reader reader = opening.open()) {
            lines = PropertyLine.all(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidConfiguration("Options can't be read from the file " + file + ": " + e, e);
        }
        if (lines.stream().map(PropertyLine::name).anyMatch(DriverOption.CONFIG.name()::equalsIgnoreCase)) {
            throw new InvalidConfiguration("Option " + DriverOption.CONFIG + " has no effect in the file " + file
                    + ": give it in the URL, the connection properties, a system property or the environment");
        }
        return new Content(options(file, lines), RuleFile.of(file, path, state, lines));
    }

    /** As Properties does, the last of several lines with one name counts. */
    private static List<GivenOption> options(String file, List<PropertyLine> lines) {
        Map<String, GivenOption> options = new LinkedHashMap<>();
        for (PropertyLine line : lines) {
            if (DriverOption.isOurs(line.name()) && !RuleFile.isAbout(line.name())) {
                options.put(line.name(), new GivenOption(line.name(), line.value(), "the file " + file));
            }
        }
        return List.copyOf(options.values());
    }

    @FunctionalInterface
    private interface Opening {
        Reader open() throws IOException;
    }
}
