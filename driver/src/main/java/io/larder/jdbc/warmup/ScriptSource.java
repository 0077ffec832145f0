package io.larder.jdbc.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A script that was read.
 *
 * @param name as the user wrote it, for reports
 */
public record ScriptSource(String name, String text) {
    private static final String CLASS_PATH = "classpath:";

    /**
     * Reads a script, in UTF-8.
     *
     * @param place a path, or {@code classpath:} and a name
     * @param loader where such a name is looked for first; null for Larder's own alone
     */
    public static ScriptSource read(String place, @Nullable ClassLoader loader) throws IOException {
        if (!place.startsWith(CLASS_PATH)) {
            try {
                return new ScriptSource(place, Files.readString(Path.of(place)));
            } catch (InvalidPathException e) {
                throw new IOException("not a path: " + place, e);
            }
        }
        String name = place.substring(CLASS_PATH.length()).replaceFirst("^/+", "");
        URL resource = loader == null ? null : loader.getResource(name);
        URL found = resource == null ? ScriptSource.class.getClassLoader().getResource(name) : resource;
        if (found == null) {
            throw new IOException("there is no " + name + " on the class path");
        }
        URLConnection connection = found.openConnection();
        // A cached jar file would stay open.
        connection.setUseCaches(false);
        try (InputStream content = connection.getInputStream()) {
            return new ScriptSource(place, new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
