package io.larder.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A JVM that runs a {@link Neighbour}, as the one that has started it sees it. It ends with that one. */
final class NeighbourProcess implements AutoCloseable {
    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader answers;

    private NeighbourProcess(Process process) {
        this.process = process;
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts some of them, which all serve when this returns. */
    static List<NeighbourProcess> start(int count, String url) {
        List<NeighbourProcess> all =
                new ArrayList<>(Stream.generate(() -> start(url)).limit(count).toList());
        all.forEach(NeighbourProcess::serve);
        return all;
    }

    static NeighbourProcess start(String url) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // Several on few processors.
                "-XX:+UseSerialGC",
                "-Xmx200m",
                "-cp",
                System.getProperty("java.class.path"),
                Neighbour.class.getName(),
                url);
        try {
            return new NeighbourProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it serves answers from its memory; fails if it does not. Returns its time. */
    long serve() {
        order(Neighbour.SERVE);
        return numbers("serves")[0];
    }

    /** Has it put answers of {@link Questions} into Redis; returns when all are there. */
    void keep(int rows, int count) {
        order(Neighbour.KEEP + " " + rows + " " + count);
        numbers("kept");
    }

    /** Has it watch for a change; returns when it serves what it is to watch. */
    void watch() {
        order(Neighbour.WATCH);
        numbers("serves");
    }

    /**
     * What it has seen.
     *
     * @param latestOldNanos when the latest query began that was given the old answer, by {@link System#nanoTime}
     * @param served how many it was given from memory
     */
    record Change(long latestOldNanos, long served) {}

    /** Waits until it has seen the change. */
    Change change() {
        long[] numbers = numbers("changed");
        return new Change(numbers[0], numbers[1]);
    }

    private void order(String order) {
        try {
            orders.write(order);
            orders.newLine();
            orders.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long[] numbers(String expected) {
        try {
            String line = answers.readLine();
            if (line == null || !line.startsWith(expected + ' ')) {
                throw new IllegalStateException("a neighbour says: " + line);
            }
            return Stream.of(line.substring(expected.length() + 1).split(" ", -1))
                    .mapToLong(Long::parseLong)
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException ended) {
            // As it is to be.
        }
        process.onExit().join();
    }
}
