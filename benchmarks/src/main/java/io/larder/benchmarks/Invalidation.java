package io.larder.benchmarks;

import io.larder.benchmarks.NeighbourProcess.Change;
import io.larder.testservers.DatabaseServer;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When is a write seen by another process? One process asks for a row again and again, and is answered from its memory; this one
 * changes the row. The <i>delay</i> of a write goes from the moment at which it returned to its writer to the beginning of the
 * latest query that was still given the old answer. Below zero: whoever asked after the write had returned got what was
 * written.
 *
 * <p>Both processes read one clock: that of {@link System#nanoTime}, which on Linux counts for the whole machine.
 */
final class Invalidation {
    private static final int WARM_UP = 300;
    /** So long the neighbour asks before the row is changed: it is in the middle of it, and not always at the same place. */
    private static final long LEAST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Invalidation() {}

    /** Measures and prints both kinds of write, with each kind of company. */
    static void measure(int rounds) throws SQLException {
        System.out.printf(
                Locale.ROOT,
                "%n%-42s %8s %10s %9s | %10s %9s %9s%n",
                "µs",
                "writes",
                "write p50",
                "p99",
                "delay p50",
                "p99",
                "max");
        for (Company company : List.of(Company.LOCAL, Company.BOUNDED_2, Company.STRICT_2)) {
            // A process waits, or does not wait, for all that it writes to one database.
            try (Pair pair = new Pair(company)) {
                pair.measure("UPDATE", rounds, pair.writer::autocommit);
                pair.measure("UPDATE and COMMIT", rounds, pair.writer::transaction);
            }
        }
    }

    /** A write of a row. */
    private interface Write {
        int row(int id) throws SQLException;
    }

    /** The writer in this process and the reader in another one; without Redis there is nobody else. */
    private static final class Pair implements AutoCloseable {
        private final Company company;
        private final Connection keeper;
        private final SharedWriter writer;
        private final List<NeighbourProcess> neighbours;

        Pair(Company company) throws SQLException {
            DatabaseServer server = TestServers.postgres();
            String url = server.freshDatabase();
            this.company = company;
            this.keeper = DriverManager.getConnection(url);
            Products.create(Database.POSTGRESQL, keeper);
            this.writer = new SharedWriter(company, url);
            long before = System.nanoTime();
            this.neighbours = NeighbourProcess.start(company.neighbours(), company.url(url));
            for (NeighbourProcess neighbour : neighbours) {
                long there = neighbour.serve();
                if (there < before || there > System.nanoTime()) {
                    throw new IllegalStateException("the processes have different clocks");
                }
            }
            writer.start();
        }

        void measure(String kind, int rounds, Write write) throws SQLException {
            Sample took = new Sample(rounds);
            Sample delays = new Sample(rounds);
            for (int i = -WARM_UP; i < rounds; i++) {
                neighbours.forEach(NeighbourProcess::watch);
                LockSupport.parkNanos(LEAST_PAUSE_NANOS);
                long start = System.nanoTime();
                write.row(0);
                long end = System.nanoTime();
                for (NeighbourProcess neighbour : neighbours) {
                    Change change = neighbour.change();
                    // Else it had not begun to ask.
                    if (change.served() > 0) {
                        delays.add(i, change.latestOldNanos() - end);
                    }
                }
                took.add(i, end - start);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-42s %8d %10s %9s | %10s %9s %9s%n",
                    kind + ", " + company.title(),
                    rounds,
                    took.micros(0.5),
                    took.micros(0.99),
                    delays.micros(0.5),
                    delays.micros(0.99),
                    delays.micros(1));
            if (delays.count() < 0.9 * rounds * neighbours.size()) {
                throw new IllegalStateException("the other process was served only " + delays.count() + " times");
            }
            if (company == Company.STRICT_2 && delays.max() > 0) {
                throw new IllegalStateException("an answer was served that a finished write had outdated");
            }
        }

        @Override
        public void close() throws SQLException {
            writer.finish();
            neighbours.forEach(NeighbourProcess::close);
            keeper.close();
        }
    }
}
