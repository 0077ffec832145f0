package io.larder.examples.shop;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * A cold and a warm start of the program, side by side. What it asks most is recorded first, as a script; a start is cold when
 * all answers are forgotten, and warm when the script has run since.
 */
final class WarmStart {
    private static final int QUESTIONS = 20_000;
    private static final int SLICE_MILLIS = 100;
    private static final double HIGH = 0.9;
    private static final int[] SHOWN = {1, 2, 5, 10, 20, 50, 100, 200};
    private static final String OPTIONS = "larder.memory=512MB&larder.warm.rate=20000&larder.warm.parallel=4";

    private final DemoOptions options;
    private final Database database;
    private final PrintStream out;

    WarmStart(DemoOptions options, Database database, PrintStream out) {
        this.options = options;
        this.database = database;
        this.out = out;
    }

    void run(SchemaGuard guard) throws SQLException, IOException, InterruptedException {
        say("server   %s, schema %s", database.description(), database.schema());
        say(
                "traffic  %d threads, %d %% writes, few hot keys (Zipf), seed %d",
                options.threads(), options.writePercent(), options.seed());
        try (Connection connection = database.connect()) {
            ShopData.load(connection, database.schema(), options.seed());
        }
        String url = database.larderUrl() + "&" + OPTIONS;
        Path script = Files.createTempFile("larder-demo", ".sql");
        try (ShopWorkload shop =
                guard.watch(new ShopWorkload(url, database.user(), database.password(), options.threads() + 1))) {
            record(shop, script);
            forget(shop);
            List<Double> cold = hitRates(shop);
            forget(shop);
            String loaded = warm(shop, script);
            List<Double> warm = hitRates(shop);
            say("warm-up  %s", loaded);
            print(cold, warm);
            try (Connection connection = shop.connection()) {
                Asked.printStatistics(connection, out);
            }
        } finally {
            Files.deleteIfExists(script);
        }
    }

    /** Other visitors than those that are measured, of the same habits. */
    private void record(ShopWorkload shop, Path script) throws SQLException, IOException, InterruptedException {
        try (Clients clients = new Clients(shop, options.withSeed(options.seed() + 1))) {
            clients.workFor(options.seconds() * 1_000L);
        }
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            ObjectName bean = new ObjectName("io.larder:type=WarmUp,number=1");
            String text = (String)
                    server.invoke(bean, "record", new Object[] {QUESTIONS}, new String[] {int.class.getName()});
            Files.writeString(script, text);
            say(
                    "recorded %,d questions of other visitors, in %d s",
                    text.split("-- larder: ").length - 1, options.seconds());
        } catch (JMException e) {
            throw new IOException(e);
        }
    }

    private static void forget(ShopWorkload shop) throws SQLException {
        ask(shop, "FLUSH LARDER");
    }

    /** Returns what SHOW LARDER WARMUP says when it is done. */
    private static String warm(ShopWorkload shop, Path script) throws SQLException, InterruptedException {
        ask(shop, "WARM LARDER FROM '" + script + "'");
        Asked now = ask(shop, "SHOW LARDER WARMUP");
        while (now.first("state").equals("running")) {
            TimeUnit.MILLISECONDS.sleep(SLICE_MILLIS);
            now = ask(shop, "SHOW LARDER WARMUP");
        }
        return String.format(
                Locale.ROOT,
                "%s: %s answers loaded, %s refused, %s errors in %s s",
                now.first("state"),
                now.first("loaded"),
                now.first("refused"),
                now.first("errors"),
                now.first("seconds"));
    }

    private static Asked ask(ShopWorkload shop, String sql) throws SQLException {
        try (Connection connection = shop.connection()) {
            return Asked.of(connection, sql);
        }
    }

    /** Returns which share of the queries of each slice was answered from memory. */
    private List<Double> hitRates(ShopWorkload shop) throws SQLException, InterruptedException {
        List<Double> rates = new ArrayList<>();
        CacheFigures before = CacheFigures.of(shop);
        try (Clients clients = new Clients(shop, options)) {
            for (int slice = 0; slice < options.seconds() * 1_000 / SLICE_MILLIS; slice++) {
                clients.workFor(SLICE_MILLIS);
                CacheFigures now = CacheFigures.of(shop);
                CacheFigures these = now.minus(before);
                rates.add((double) these.hits() / Math.max(1, these.queries()));
                before = now;
            }
        }
        return rates;
    }

    private void print(List<Double> cold, List<Double> warm) {
        say("%n%-28s %12s %12s", "", "cold start", "warm start");
        for (int slices : SHOWN) {
            if (slices <= cold.size()) {
                say(
                        "%-28s %11.1f%% %11.1f%%",
                        String.format(Locale.ROOT, "hit rate after %.1f s", slices * SLICE_MILLIS / 1_000.0),
                        100 * cold.get(slices - 1),
                        100 * warm.get(slices - 1));
            }
        }
        say("%-28s %12s %12s", "time to a hit rate of 90 %", time(cold), time(warm));
    }

    private static String time(List<Double> rates) {
        OptionalInt first = IntStream.range(0, rates.size())
                .filter(slice -> rates.get(slice) >= HIGH)
                .findFirst();
        return first.isPresent()
                ? String.format(Locale.ROOT, "%.1f s", (first.getAsInt() + 1) * SLICE_MILLIS / 1_000.0)
                : "not reached";
    }

    private void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values).stripTrailing());
    }
}
