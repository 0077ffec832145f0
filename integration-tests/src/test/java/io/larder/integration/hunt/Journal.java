package io.larder.integration.hunt;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What has happened, and what was done to make it happen. Thread-safe. */
final class Journal {
    private static final long BEFORE = TimeUnit.SECONDS.toNanos(10);
    private static final int KEPT = 20;

    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);
    private final List<Line> done = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private record Line(long nanoTime, String text) {}

    synchronized void begins(Fault fault, String how) {
        faults.merge(fault, 1, Integer::sum);
        done.add(new Line(System.nanoTime(), fault + " " + how));
    }

    synchronized void ends(Fault fault, String how) {
        done.add(new Line(System.nanoTime(), "end of " + fault + " " + how));
    }

    synchronized void told(String line) {
        if (told.size() < KEPT) {
            told.add(line);
        }
    }

    synchronized Map<Fault, Integer> faults() {
        return new EnumMap<>(faults);
    }

    /** Returns what the processes have told, the first of it, each with what was done in the seconds before. */
    synchronized List<String> findings() {
        return told.stream().map(this::withWhatWasDone).toList();
    }

    private String withWhatWasDone(String line) {
        String[] words = line.split(" ", 3);
        if (words.length < 3 || !words[1].matches("-?\\d+")) {
            return line;
        }
        long at = Long.parseLong(words[1]);
        StringBuilder trace = new StringBuilder(line);
        for (Line one : done) {
            long before = at - one.nanoTime();
            if (before >= 0 && before < BEFORE) {
                trace.append("\n    %,d ms before: %s".formatted(TimeUnit.NANOSECONDS.toMillis(before), one.text()));
            }
        }
        return trace.toString();
    }
}
