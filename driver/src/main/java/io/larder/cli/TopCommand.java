package io.larder.cli;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Shows what a running process does, again and again, in place: each figure, and how much it grows in a second.",
            "Ends with Ctrl-C.",
            ""
        })
final class TopCommand implements Callable<Integer> {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    @Mixin
    private final Jmx jmx = new Jmx();

    @Mixin
    private final Output output = new Output();

    @Option(names = "--seconds", defaultValue = "2", description = "Between two looks. Default: ${DEFAULT-VALUE}")
    private int seconds;

    @Option(names = "--times", defaultValue = "0", description = "How often; 0 for ever. Default: ${DEFAULT-VALUE}")
    private int times;

    @Override
    public Integer call() throws IOException, JMException, InterruptedException {
        try (Beans beans = jmx.beans()) {
            Map<String, Map<String, Object>> before = Map.of();
            long beforeNanos = System.nanoTime();
            for (int look = 1; times == 0 || look <= times; look++) {
                Map<String, Map<String, Object>> now = beans.databases();
                long nanos = System.nanoTime();
                print(before, now, (nanos - beforeNanos) / 1e9);
                before = new LinkedHashMap<>(now);
                beforeNanos = nanos;
                if (look != times) {
                    TimeUnit.SECONDS.sleep(Math.max(1, seconds));
                }
            }
            return 0;
        }
    }

    private void print(Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> now, double elapsed) {
        if (output.json) {
            output.out().println(Json.of(now));
            return;
        }
        if (output.isWatched()) {
            output.out().print(HOME_AND_CLEAR);
        }
        now.forEach((database, figures) -> {
            output.out().println(database);
            Map<String, Object> earlier = before.getOrDefault(database, Map.of());
            figures.forEach((name, value) -> {
                if (value instanceof Number number) {
                    double grown = earlier.get(name) instanceof Number old
                            ? (number.doubleValue() - old.doubleValue()) / elapsed
                            : 0;
                    String rate = grown == 0 ? "" : String.format(Locale.ROOT, "%+,.1f/s", grown);
                    output.out().printf(Locale.ROOT, "  %-36s %18s %16s%n", name, number, rate);
                } else if (value instanceof List<?> list) {
                    list.stream().limit(10).forEach(element -> output.out().println("  " + element));
                }
            });
        });
        output.out().flush();
    }
}
