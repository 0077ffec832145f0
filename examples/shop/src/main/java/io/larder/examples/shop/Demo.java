package io.larder.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;

/** The demo's launcher: loads the shop, runs the program bare and through Larder, and compares. */
final class Demo {
    private static final int INTERRUPTED = 130;

    private final DemoOptions options;
    private final Database database;
    private final PrintStream out;

    private Demo(DemoOptions options, Database database, PrintStream out) {
        this.options = options;
        this.database = database;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(run(System.out, System.err, arguments));
    }

    /** Returns the exit status. */
    static int run(PrintStream out, PrintStream err, String... arguments) {
        try {
            DemoOptions options = DemoOptions.parse(arguments);
            if (options.help()) {
                out.print(usage());
                return 0;
            }
            Database database = Database.choose(options);
            try (SchemaGuard guard = new SchemaGuard(database)) {
                return new Demo(options, database, out).runGuarded(guard);
            }
        } catch (DemoOptions.BadOptions e) {
            err.println("demo: " + e.getMessage() + "\nTry ./demo --help");
            return 2;
        } catch (SQLException | IOException | RuntimeException e) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                err.println("demo: " + t);
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private int runGuarded(SchemaGuard guard) throws SQLException, IOException, InterruptedException {
        try {
            if (options.warm()) {
                new WarmStart(options, database, out).run(guard);
                return 0;
            }
            return run(guard) == 0 ? 0 : 1;
        } catch (SQLException e) {
            if (guard.interrupted()) {
                // Its connections were closed under it: no news.
                return INTERRUPTED;
            }
            throw e;
        }
    }

    /** Returns the number of answers that differed. */
    private int run(SchemaGuard guard) throws SQLException, IOException, InterruptedException {
        out.printf(Locale.ROOT, "server   %s, schema %s%n", database.description(), database.schema());
        out.printf(
                Locale.ROOT,
                "traffic  %d threads, %d %% writes, few hot keys (Zipf), seed %d; %d s measured after 5 s of warm-up%n%n",
                options.threads(),
                options.writePercent(),
                options.seed(),
                options.seconds());
        Outcome bare = run("bare JDBC", database.url(), guard);
        Outcome larder = run("through Larder", database.larderUrl(), guard);
        out.println();
        new Report(out).print(bare, larder);
        int different = verdict(larder);
        try (Connection connection = database.connectThroughLarder()) {
            Asked.printStatistics(connection, out);
        }
        return different;
    }

    private Outcome run(String name, String url, SchemaGuard guard)
            throws SQLException, IOException, InterruptedException {
        try (Connection connection = database.connect()) {
            long start = System.nanoTime();
            long lines = ShopData.load(connection, database.schema(), options.seed());
            out.printf(
                    Locale.ROOT,
                    "%-15s loaded %,d products, %,d customers, %,d orders, %,d lines in %.1f s; running …%n",
                    name,
                    ShopData.PRODUCTS,
                    ShopData.CUSTOMERS,
                    ShopData.ORDERS,
                    lines,
                    (System.nanoTime() - start) / 1e9);
            try (ShopWorkload shop =
                    guard.watch(new ShopWorkload(url, database.user(), database.password(), options.threads()))) {
                return Run.of(shop, options, connection);
            }
        }
    }

    private int verdict(Outcome larder) {
        out.println("""
                A hit saves a round trip and the server's work; a server on the same machine is the hardest to beat.
                Statements are counted by the server (pg_stat_statements), BEGIN and COMMIT included.
                Once a second the clients stood still, and questions that they had asked lately went through
                Larder and to the database; labels, types and every cell were compared.""");
        out.printf(Locale.ROOT, "answers from memory among the compared: %,d%n", larder.comparedHits());
        AnswerCheck check = larder.check();
        check.examples().forEach(example -> out.println("DIFFERENT " + example));
        out.println("answers compared: " + check.compared() + ", different: " + check.different());
        return check.different();
    }

    private static String usage() throws IOException {
        try (InputStream text = Objects.requireNonNull(Demo.class.getResourceAsStream("usage.txt"), "usage.txt")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
