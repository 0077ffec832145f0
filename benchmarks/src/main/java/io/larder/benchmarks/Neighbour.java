package io.larder.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The program of another process, which keeps answers of the same database in its memory, and does what it is told by lines on
 * standard input until that ends.
 */
final class Neighbour {
    /** Waits until an answer is served from memory; says so, with the time. */
    static final String SERVE = "serve";

    /** The same, and then asks again and again until the answer is another one; says when it was last given the old one. */
    static final String WATCH = "watch";

    /** With a number of rows and a number of {@link Questions}: puts the answers into Redis; says how many there are. */
    static final String KEEP = "keep";

    private static final int BATCH = 100;
    private static final long ARRIVAL_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(200);

    private static final String STOCK = "SELECT stock FROM product WHERE id = 0";
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

    private final Client client;
    private final PreparedStatement stock;
    private final PrintStream answers;
    /** When a query began that was given the old answer: the latest of them. */
    private long latestOld;

    private Neighbour(Client client, PrintStream answers) throws SQLException {
        this.client = client;
        this.stock = client.connection.prepareStatement(STOCK);
        this.answers = answers;
    }

    /** Argument: the URL. */
    public static void main(String[] arguments) throws SQLException, IOException {
        PrintStream answers = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Connection connection = DriverManager.getConnection(arguments[0])) {
            Neighbour neighbour = new Neighbour(new Client(connection), answers);
            for (String order = orders.readLine(); order != null; order = orders.readLine()) {
                neighbour.obey(order);
            }
        }
        System.exit(0);
    }

    /**
     * Returns the URL for one that is to keep answers. Executions that have pgjdbc name a statement always reach the database: so
     * all do here, and nothing is known of how long Redis takes, by which their answers might be found not to be worth it.
     */
    static String keeping(String url) {
        return url + "&prepareThreshold=1&preparedStatementCacheQueries=0";
    }

    private void obey(String order) throws SQLException {
        if (order.startsWith(KEEP)) {
            String[] words = order.split(" ", -1);
            keep(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
            return;
        }
        int before = served();
        answers.println("serves " + System.nanoTime());
        if (order.equals(WATCH)) {
            long hits = client.figures().hits();
            watch(before);
            long served = client.figures().hits() - hits;
            settle(before);
            answers.println("changed " + latestOld + " " + served);
        }
    }

    private void keep(int rows, int count) throws SQLException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        for (int first = 0; first < count; first += BATCH) {
            while (!areKept(rows, first, Math.min(count, first + BATCH))) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Redis does not keep the answers: " + client.figures());
                }
            }
        }
        answers.println("kept " + count);
    }

    /** Asks some, not more than may be on their way to Redis at a time, and returns whether all have arrived there. */
    private boolean areKept(int rows, int from, int to) throws SQLException {
        long wanted = client.figures().shared().kept() + to - from;
        for (int question = from; question < to; question++) {
            try (PreparedStatement inRange = client.connection.prepareStatement(Questions.IN_RANGE)) {
                Questions.bind(inRange, rows, question);
                inRange.executeQuery();
            }
        }
        long end = System.nanoTime() + ARRIVAL_NANOS;
        while (client.figures().shared().kept() < wanted && System.nanoTime() < end) {
            LockSupport.parkNanos(LOOK_NANOS);
        }
        return client.figures().shared().kept() >= wanted;
    }

    /** Asks until an answer came from memory, and returns it. */
    private int served() throws SQLException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            long hits = client.figures().hits();
            int answer = ask();
            if (client.figures().hits() > hits) {
                return answer;
            }
        }
        throw new IllegalStateException("nothing is served: " + client.figures());
    }

    @SuppressWarnings("ThreadPriorityCheck") // The writer, the database and Redis want to run as well.
    private void watch(int before) throws SQLException {
        int answer = before;
        while (answer == before) {
            long start = System.nanoTime();
            answer = ask();
            if (answer == before) {
                latestOld = start;
            }
            Thread.yield();
        }
    }

    /** Past its memory a process may see what it does not serve yet: it is over when the new answer comes from there. */
    private void settle(int before) throws SQLException {
        boolean settled = false;
        while (!settled) {
            long hits = client.figures().hits();
            long start = System.nanoTime();
            boolean old = ask() == before;
            latestOld = old ? start : latestOld;
            settled = !old && client.figures().hits() > hits;
        }
    }

    private int ask() throws SQLException {
        try (ResultSet products = stock.executeQuery()) {
            products.next();
            return products.getInt(1);
        }
    }
}
