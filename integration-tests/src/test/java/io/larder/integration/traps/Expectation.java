package io.larder.integration.traps;

import java.util.Arrays;
import java.util.List;

/** What the script says comes of a step. */
sealed interface Expectation {
    /** It says nothing: no error. */
    record Nothing() implements Expectation {}

    /** These rows: the cells of each as text, joined by a bar. */
    record Rows(List<String> rows) implements Expectation {
        public Rows {
            rows = List.copyOf(rows);
        }
    }

    /** Rows that this text has not given before. */
    record New() implements Expectation {}

    /** Any rows. */
    record Any() implements Expectation {}

    /** An update count. */
    record Changed(long rows) implements Expectation {}

    /** An error whose SQLState begins like this. */
    record Failure(String state) implements Expectation {}

    /** Returns whether it is about rows. */
    default boolean isRead() {
        return this instanceof Rows || this instanceof New || this instanceof Any;
    }

    /** Returns what a script says behind its arrow: rows, or in parentheses something about them. */
    static Expectation of(String said) {
        if (!said.startsWith("(") || !said.endsWith(")")) {
            return new Rows(
                    Arrays.stream(said.split(" / ", -1)).map(String::strip).toList());
        }
        String[] words = said.substring(1, said.length() - 1).split("\\s+");
        return switch (words[0]) {
            case "none" -> new Rows(List.of());
            case "new" -> new New();
            case "any" -> new Any();
            case "error" -> new Failure(words[1]);
            case "changed" -> new Changed(Long.parseLong(words[1]));
            default -> new Rows(List.of(said));
        };
    }
}
