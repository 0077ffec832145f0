package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import io.larder.integration.traps.Expectation.Nothing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a script. What begins in the first column is an entry, what is indented goes on with it, and {@code #} in the first
 * column is a remark. Errors name the script and the line.
 */
final class TrapReader {
    private static final Pattern ENTRY = Pattern.compile("([a-z]+)(?:@([a-z0-9,]+))?\\s+(.+)", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern CALL = Pattern.compile("\\.([a-z]+)(?:\\s+(.*))?", Pattern.DOTALL);
    private static final Pattern ARROW = Pattern.compile("(.*)\\s-->\\s(.*)", Pattern.DOTALL);
    private static final Set<String> ACTORS = Set.of("setup", "admin", "alice", "bob", "carol");

    private final String theme;
    private final List<Trap> traps = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private @Nullable Heading heading;
    private final List<Step> steps = new ArrayList<>();

    private TrapReader(String theme) {
        this.theme = theme;
    }

    static List<Trap> read(String theme, List<String> lines) {
        TrapReader reader = new TrapReader(theme);
        int begin = 0;
        StringBuilder entry = new StringBuilder();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.startsWith(" ") && !line.isBlank()) {
                reader.check(number, entry.length() > 0, "this goes on with nothing");
                entry.append('\n').append(line.strip());
                continue;
            }
            reader.entry(begin, entry.toString());
            entry.setLength(0);
            if (!line.isBlank() && !line.startsWith("#")) {
                begin = number;
                entry.append(line.strip());
            }
        }
        reader.entry(begin, entry.toString());
        reader.end();
        return reader.traps;
    }

    private void entry(int line, String text) {
        if (text.isEmpty()) {
            return;
        }
        Matcher entry = ENTRY.matcher(text);
        check(line, entry.matches(), "neither a heading nor a step: " + text);
        String word = entry.group(1);
        String rest = entry.group(3).strip();
        if (word.equals("trap")) {
            end();
            check(line, NAME.matcher(rest).matches(), "a name is words joined by hyphens: " + rest);
            check(line, names.add(rest), "there is another trap of this name: " + rest);
            heading = new Heading(line, rest);
            return;
        }
        Heading current = heading;
        if (current == null) {
            throw failure(line, "before the first trap: " + text);
        }
        switch (word) {
            case "from" -> current.from = rest;
            case "on" -> current.on = databases(line, rest.split("\\s+"));
            case "harmless" -> current.harmless = rest;
            default -> {
                check(line, ACTORS.contains(word), "who is " + word + "?");
                check(line, word.equals("setup") || !current.on.isEmpty(), "the trap does not say where it is played");
                String[] where = entry.group(2) == null
                        ? new String[] {"all"}
                        : entry.group(2).split(",");
                steps.add(step(line, databases(line, where), word, rest));
            }
        }
    }

    private Step step(int line, Set<TestDatabase> on, String actor, String rest) {
        Matcher arrow = ARROW.matcher(rest);
        boolean expects = arrow.matches();
        String before = expects ? arrow.group(1) : rest;
        Expectation expected = expects ? expectation(line, arrow.group(2).strip()) : new Nothing();
        String[] parts = before.split("\\s<--\\s", -1);
        List<List<String>> parameters = Arrays.stream(parts)
                .skip(1)
                .map(part -> Arrays.stream(part.strip().split(",\\s+")).toList())
                .toList();
        String text = parts[0].strip();
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return new Step(line, on, actor, "", text, parameters, expected);
        }
        check(line, Verbs.ALL.containsKey(call.group(1)), "unknown verb: ." + call.group(1));
        String argument = call.group(2) == null ? "" : call.group(2).strip();
        return new Step(line, on, actor, call.group(1), argument, parameters, expected);
    }

    private Expectation expectation(int line, String said) {
        try {
            return Expectation.of(said);
        } catch (NumberFormatException e) {
            throw failure(line, "no number: " + said);
        }
    }

    private Set<TestDatabase> databases(int line, String[] words) {
        Set<TestDatabase> databases = EnumSet.noneOf(TestDatabase.class);
        for (String word : words) {
            if (word.equals("all")) {
                return EnumSet.allOf(TestDatabase.class);
            }
            try {
                databases.add(TestDatabase.valueOf(word.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw failure(line, "unknown database: " + word);
            }
        }
        return databases;
    }

    private void end() {
        Heading done = heading;
        if (done != null) {
            check(done.line, !done.from.isEmpty(), "the trap " + done.name + " does not say where it comes from");
            check(
                    done.line,
                    steps.stream().anyMatch(step -> !(step.expected() instanceof Nothing)),
                    "the trap " + done.name + " expects nothing");
            traps.add(new Trap(theme, done.line, done.name, done.from, done.on, done.harmless, steps));
        }
        heading = null;
        steps.clear();
    }

    private void check(int line, boolean right, String otherwise) {
        if (!right) {
            throw failure(line, otherwise);
        }
    }

    private IllegalArgumentException failure(int line, String what) {
        return new IllegalArgumentException(theme + ".trap:" + line + ": " + what);
    }

    /** What is known of a trap before its steps. */
    private static final class Heading {
        final int line;
        final String name;
        String from = "";
        String harmless = "";
        Set<TestDatabase> on = Set.of();

        Heading(int line, String name) {
            this.line = line;
            this.name = name;
        }
    }
}
