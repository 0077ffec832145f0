package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The part of docs/traps.md that is made from the scripts; what is above it is written by hand. */
final class TrapsPage {
    private static final Path FILE =
            Path.of(System.getProperty("tests.root", "..")).resolve("docs").resolve("traps.md");
    private static final String BEGIN = "<!-- made: traps -->\n";
    private static final Map<TestDatabase, String> TITLES = new EnumMap<>(Map.of(
            TestDatabase.POSTGRESQL, "PostgreSQL",
            TestDatabase.H2, "H2",
            TestDatabase.MARIADB, "MariaDB"));

    private TrapsPage() {}

    static String text() throws IOException {
        return Files.readString(FILE);
    }

    static void write(String text) throws IOException {
        Files.writeString(FILE, text);
    }

    /** Returns the page with its made part as it should be. */
    static String upToDate(String page, List<Trap> traps) {
        int begin = page.indexOf(BEGIN);
        if (begin < 0) {
            throw new IllegalStateException("docs/traps.md has no part that is made");
        }
        return page.substring(0, begin + BEGIN.length()) + made(traps);
    }

    private static String made(List<Trap> traps) {
        long played = traps.stream().mapToLong(trap -> trap.on().size()).sum();
        StringBuilder text = new StringBuilder("\n%d traps, played %d times.\n".formatted(traps.size(), played));
        traps.stream()
                .collect(Collectors.groupingBy(Trap::theme, LinkedHashMap::new, Collectors.toList()))
                .forEach((theme, ofTheme) -> {
                    text.append("\n### ").append(theme).append(".trap\n\n| trap | source | on |\n|---|---|---|\n");
                    ofTheme.forEach(trap -> text.append(row(trap)));
                });
        return text.toString();
    }

    private static String row(Trap trap) {
        String remark = trap.harmless().isEmpty()
                ? ""
                : " (a cache that looks only at the text escapes: " + trap.harmless() + ")";
        return "| %s%s | %s | %s |\n".formatted(trap.name().replace('-', ' '), remark, trap.from(), titles(trap.on()));
    }

    private static String titles(Set<TestDatabase> databases) {
        return Stream.of(TestDatabase.values())
                .filter(databases::contains)
                .map(TITLES::get)
                .collect(Collectors.joining(", "));
    }
}
