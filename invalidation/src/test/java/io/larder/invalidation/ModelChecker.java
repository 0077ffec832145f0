package io.larder.invalidation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs TLC on the model in {@code src/model}, in a JVM of its own: TLC keeps its state in static fields and ends its
 * process.
 */
final class ModelChecker {
    static final Path MODEL = Path.of("src", "model");

    private final Path folder;
    private final String workers;
    private final List<String> options;

    private ModelChecker(Path folder, String workers, List<String> options) {
        this.folder = folder;
        this.workers = workers;
        this.options = options;
    }

    /**
     * A short run on one core: the compiler and the collector cost more than they save, and {@code Mutants.tla} is right for
     * one worker only.
     *
     * @param folder for TLC's files
     */
    static ModelChecker small(Path folder) {
        return new ModelChecker(folder, "1", List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m"));
    }

    /** A run for hours. */
    static ModelChecker wide(Path folder) {
        return new ModelChecker(folder, "auto", List.of("-XX:+UseParallelGC", "-Xmx6g"));
    }

    /**
     * What TLC says.
     *
     * @param exit its exit status: 0 if all behaviours were looked at and none is wrong, 12 if an invariant is violated
     * @param output what it printed, which ends with the behaviour that breaks the claim, if there is one
     */
    record Verdict(int exit, String output) {
        private static final Pattern STATES = Pattern.compile("(\\d+) distinct states found, 0 states left on queue");
        private static final Pattern VIOLATED = Pattern.compile("Invariant (\\w+) is violated");
        private static final Pattern CAUGHT = Pattern.compile("<<\"caught\", \"(\\w+)\", \\d+>>");

        /** Returns whether every behaviour was looked at, and none violates anything. */
        boolean holds() {
            return exit == 0 && output.contains("Model checking completed. No error has been found.");
        }

        /** Returns how many states there are; 0 if not all of them were looked at. */
        int states() {
            return groups(STATES).mapToInt(Integer::parseInt).max().orElse(0);
        }

        /** Returns the invariants that are violated. */
        Set<String> violated() {
            return exit == 12 ? new TreeSet<>(groups(VIOLATED).toList()) : Set.of();
        }

        /** Returns the mutants of which a run of all mutants says that they serve a stale answer. */
        Set<String> caught() {
            return new TreeSet<>(groups(CAUGHT).toList());
        }

        private Stream<String> groups(Pattern pattern) {
            return pattern.matcher(output).results().map((MatchResult found) -> found.group(1));
        }
    }

    /** Looks at every behaviour of {@code module.tla} that {@code configuration.cfg} allows. */
    Verdict check(String module, String configuration) throws IOException, InterruptedException {
        copyModel();
        Path output = folder.resolve("output");
        Process checker = new ProcessBuilder(command(module, configuration))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!checker.waitFor(12, TimeUnit.HOURS)) {
                throw new IOException("TLC has not come to an end: " + Files.readString(output));
            }
        } finally {
            checker.destroyForcibly();
        }
        return new Verdict(checker.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private List<String> command(String module, String configuration) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        Collections.addAll(command, "-Djava.io.tmpdir=" + folder, "-cp", System.getProperty("java.class.path"));
        Collections.addAll(command, "tlc2.TLC", "-workers", workers, "-lncheck", "final");
        Collections.addAll(command, "-config", configuration + ".cfg", module + ".tla");
        return command;
    }

    /** TLC leaves files beside the model. */
    private void copyModel() throws IOException {
        try (Stream<Path> files = Files.list(MODEL)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }
}
