package io.larder.examples.shop;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** Prints two outcomes side by side. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void print(Outcome bare, Outcome larder) {
        line("%-26s %18s   %18s", "", "bare JDBC", "through Larder");
        line(
                "%-26s %18s   %18s   x %.2f",
                "operations per second",
                number(bare.throughput()),
                number(larder.throughput()),
                larder.throughput() / bare.throughput());
        line(
                "%-26s %18s   %18s",
                "statements at the database", statements(bare.statements()), statements(larder.statements()));
        line("%-26s %18s   %18s", "  per 100 operations", perHundred(bare), perHundred(larder));
        CacheFigures cache = larder.cache();
        line("%-26s %18s   %17.1f%%", "queries from memory", "-", 100.0 * cache.hits() / Math.max(1, cache.queries()));
        line("");
        line("%-26s %9s%9s   %9s%9s", "milliseconds", "p50", "p99", "p50", "p99");
        Set<String> kinds = new TreeSet<>(bare.latencies().keySet());
        kinds.addAll(larder.latencies().keySet());
        for (String kind : kinds) {
            line("%-26s %s   %s", kind, quantiles(bare, kind), quantiles(larder, kind));
        }
        line("");
    }

    private static String quantiles(Outcome outcome, String kind) {
        Latencies.Sample sample = outcome.latencies().get(kind);
        return sample == null
                ? String.format(Locale.ROOT, "%9s%9s", "-", "-")
                : String.format(Locale.ROOT, "%9.3f%9.3f", sample.quantile(0.50) / 1e6, sample.quantile(0.99) / 1e6);
    }

    private static String statements(OptionalLong statements) {
        return statements.isPresent() ? number((double) statements.getAsLong()) : "not counted";
    }

    private static String perHundred(Outcome outcome) {
        return outcome.statements().isPresent()
                ? String.format(
                        Locale.ROOT, "%.0f", 100.0 * outcome.statements().getAsLong() / outcome.operations())
                : "-";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    private void line(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
