package io.larder.sql;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The functions that a database brings along, as far as they were looked at. Users may define others of the same name:
 * that is for the schema of the database to say.
 *
 * @param deterministic what they return follows from their arguments, the rows they aggregate and the formatting settings
 *     of the session
 * @param harmless what they return does not, but they write no table and change no setting
 */
public record FunctionCatalog(Set<String> deterministic, Set<String> harmless) {
    public FunctionCatalog {
        deterministic = Set.copyOf(deterministic);
        harmless = Set.copyOf(harmless);
    }

    /** Reads the list of a dialect that is kept beside this class. */
    public static FunctionCatalog of(Dialect dialect) {
        String file = "functions-" + dialect.name().toLowerCase(Locale.ROOT) + ".txt";
        Set<String> deterministic = new HashSet<>();
        Set<String> harmless = new HashSet<>();
        Set<String> section = deterministic;
        try (InputStream stream = Objects.requireNonNull(FunctionCatalog.class.getResourceAsStream(file), file);
                BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = line.equals("[deterministic]") ? deterministic : harmless;
                } else if (!line.startsWith("#") && !line.isBlank()) {
                    section.addAll(Set.of(line.trim().split("\\s+")));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FunctionCatalog(deterministic, harmless);
    }

    /** Adds functions of users that are said to depend on their arguments alone; what is known not to stays so. */
    FunctionCatalog with(Set<String> listed) {
        Set<String> more = new HashSet<>(listed);
        more.removeAll(harmless);
        more.addAll(deterministic);
        return new FunctionCatalog(more, harmless);
    }

    boolean knows(String function) {
        return deterministic.contains(function) || harmless.contains(function);
    }
}
