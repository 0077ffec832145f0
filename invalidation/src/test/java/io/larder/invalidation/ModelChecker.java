package io.larder.invalidation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs TLC on {@code Coherence.tla}, in a JVM of its own: TLC keeps its state in static fields and ends its process. */
final class ModelChecker {
    private static final Path MODEL = Path.of("src", "model", "Coherence.tla");

    private final Path folder;

    /** @param folder an empty folder for TLC's files */
    ModelChecker(Path folder) {
        this.folder = folder;
    }

    /**
     * What may happen in the behaviours that are looked at.
     *
     * @param nodes number of processes
     * @param tables number of tables
     * @param writes number of writes, by whatever process
     * @param crashes number of crashes of a process
     * @param resets how often the hub loses its memory
     * @param expiries how often a process is too late with the renewal of its lease
     */
    record Bounds(int nodes, int tables, int writes, int crashes, int resets, int expiries) {
        Bounds(int writes, int crashes, int resets, int expiries) {
            this(2, 1, writes, crashes, resets, expiries);
        }
    }

    /** What TLC printed, which ends with the behaviour that breaks the claim, if there is one. */
    record Verdict(String output) {
        boolean claimHolds() {
            return output.contains("Model checking completed. No error has been found.");
        }

        boolean claimIsViolated() {
            return output.contains("Invariant Coherent is violated");
        }
    }

    /** Looks at every behaviour within bounds, with one rule left out, or with {@code "NONE"}. */
    Verdict check(String mutant, Bounds bounds) throws IOException, InterruptedException {
        Files.copy(MODEL, folder.resolve("Coherence.tla"));
        Files.writeString(folder.resolve("Coherence.cfg"), configuration(mutant, bounds));
        Path output = folder.resolve("output");
        Process checker = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseParallelGC",
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "tlc2.TLC",
                        "-workers",
                        "auto",
                        "-config",
                        "Coherence.cfg",
                        "Coherence.tla")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            if (!checker.waitFor(2, TimeUnit.HOURS)) {
                throw new IOException("TLC has not come to an end: " + Files.readString(output));
            }
        } finally {
            checker.destroyForcibly();
        }
        return new Verdict(Files.readString(output, StandardCharsets.UTF_8));
    }

    private static String configuration(String mutant, Bounds bounds) {
        return String.join(
                "\n",
                List.of(
                        "SPECIFICATION Spec",
                        "INVARIANT Coherent",
                        "SYMMETRY Symmetry",
                        "CHECK_DEADLOCK FALSE",
                        "CONSTANTS",
                        "Nodes = " + set("node", bounds.nodes()),
                        "Tables = " + set("table", bounds.tables()),
                        "MaxWrites = " + bounds.writes(),
                        "MaxCrashes = " + bounds.crashes(),
                        "MaxResets = " + bounds.resets(),
                        "MaxExpiries = " + bounds.expiries(),
                        "Mutant = \"" + mutant + '"'));
    }

    private static String set(String name, int size) {
        StringBuilder members = new StringBuilder();
        for (int i = 1; i <= size; i++) {
            members.append(i == 1 ? "" : ", ").append(name).append(i);
        }
        return "{" + members + "}";
    }
}
