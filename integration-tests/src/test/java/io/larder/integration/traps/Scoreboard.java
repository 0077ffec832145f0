package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of all traps that were played, as a table. */
final class Scoreboard {
    private record Row(Trap trap, TestDatabase database, Verdict verdict) {}

    private final List<Row> rows = new ArrayList<>();

    void add(Trap trap, TestDatabase database, Verdict verdict) {
        rows.add(new Row(trap, database, verdict));
    }

    /** Returns a line for each trap, and what they add up to. */
    @Override
    public String toString() {
        Map<Trap, List<Row>> byTrap = new LinkedHashMap<>();
        rows.forEach(row ->
                byTrap.computeIfAbsent(row.trap(), any -> new ArrayList<>()).add(row));
        StringBuilder table = new StringBuilder("[traps]\n");
        byTrap.forEach((trap, played) -> table.append(line(trap, played)));
        return table.append("[traps] ").append(summary(byTrap.size())).toString();
    }

    private static String line(Trap trap, List<Row> played) {
        StringBuilder databases = new StringBuilder();
        for (Row row : played) {
            databases
                    .append(' ')
                    .append(row.database().name().toLowerCase(Locale.ROOT))
                    .append(row.verdict().wrong().isEmpty() ? " right" : " WRONG")
                    .append(" (from memory %d of %d)"
                            .formatted(row.verdict().hits(), row.verdict().reads()));
        }
        return "%-62s %-44s%s%n".formatted(trap.name(), shortened(trap.from()), databases);
    }

    private static String shortened(String text) {
        return text.length() <= 42 ? text : text.substring(0, 41) + "…";
    }

    private String summary(int traps) {
        long wrong =
                rows.stream().filter(row -> !row.verdict().wrong().isEmpty()).count();
        int reads = rows.stream().mapToInt(row -> row.verdict().reads()).sum();
        long hits = rows.stream().mapToLong(row -> row.verdict().hits()).sum();
        return "%d traps, played %d times: %d wrong; %d of %d reads from memory"
                .formatted(traps, rows.size(), wrong, hits, reads);
    }
}
