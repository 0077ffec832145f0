package io.larder.integration.reads;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Queries of one schema: those that are written down by theme, and those that put everything that may stand in FROM into
 * every place where a FROM may stand.
 *
 * <p>In the files a semicolon at the end of a line ends a statement. A line {@code --: 1 | a} before one has its parameters,
 * and {@code --17} the oldest server that knows it.
 */
final class Corpus {
    private static final List<String> THEMES = List.of("names", "tables", "expressions", "documents", "types");

    /** How many fillings of each place are tried, of all that there are. */
    private static final int FILLINGS = 14;

    private Corpus() {}

    /**
     * A query.
     *
     * @param since the oldest major version that knows it
     */
    record Query(String sql, List<String> parameters, int since) {}

    static List<String> schema() {
        return statements("schema").stream().map(Query::sql).toList();
    }

    static List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        THEMES.forEach(theme -> queries.addAll(statements(theme)));
        queries.addAll(combined());
        return queries;
    }

    /** Queries that read by a name in a text, or whatever else no analysis sees. */
    static List<Query> disguised() {
        return statements("disguised");
    }

    private static List<Query> combined() {
        List<String> sources = Arrays.stream(read("sources").split("\n(?! )"))
                .filter(line -> !line.startsWith("-- "))
                .map(String::strip)
                .toList();
        List<Query> combined = new ArrayList<>();
        int next = 0;
        for (Query place : statements("places")) {
            for (int filling = 0; filling < FILLINGS; filling++) {
                String sql = place.sql();
                // Steps without a common factor meet all combinations in the long run.
                sql = sql.replace(":a", named(sources, next, "a"));
                sql = sql.replace(":b", named(sources, next * 7 + filling, "b"));
                sql = sql.replace(":c", named(sources, next * 11 + filling * 3, "c"));
                combined.add(new Query(sql, List.of(), 0));
                next++;
            }
        }
        return combined;
    }

    private static String named(List<String> sources, int which, String alias) {
        return sources.get(which % sources.size()).replace("%", alias);
    }

    private static List<Query> statements(String file) {
        List<Query> statements = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        List<String> parameters = List.of();
        int since = 0;
        for (String line : read(file).split("\n")) {
            boolean between = lines.isEmpty();
            if (between && line.startsWith("--: ")) {
                parameters = List.of(line.substring(4).split(" \\| "));
            } else if (between && line.matches("--\\d+")) {
                since = Integer.parseInt(line.substring(2));
            } else if (!(between && (line.isBlank() || line.startsWith("-- ")))) {
                lines.add(line);
            }
            if (!lines.isEmpty() && line.endsWith(";")) {
                String text = String.join("\n", lines);
                statements.add(new Query(text.substring(0, text.length() - 1), parameters, since));
                lines.clear();
                parameters = List.of();
                since = 0;
            }
        }
        return statements;
    }

    private static String read(String file) {
        String path = "/io/larder/integration/reads/" + file + ".sql";
        try (InputStream stream = Objects.requireNonNull(Corpus.class.getResourceAsStream(path), path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
