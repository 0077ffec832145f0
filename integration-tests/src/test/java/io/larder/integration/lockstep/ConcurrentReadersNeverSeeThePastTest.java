package io.larder.integration.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import io.larder.testservers.TestServers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Once a commit has returned, no read that starts later gives what was there before, in any thread; and nobody sees what was
 * not committed. Bounded by the number of reads, {@code -Dtests.lockstep.reads}.
 */
class ConcurrentReadersNeverSeeThePastTest {
    private static final int ROWS = 8;
    private static final int READERS = 4;
    private static final int WRITERS = 2;
    private static final int READS_OF_TRANSACTION = 10;
    /** Paced by the readers, so that answers live long enough to be served. */
    private static final int READS_PER_WRITE = 100;

    private final Publications publications = new Publications(ROWS);
    private final Semaphore mayWrite = new Semaphore(0);
    private final AtomicInteger reading = new AtomicInteger(READERS);
    private String url = "";

    @BeforeEach
    void makeCounters() throws SQLException {
        String bare = TestServers.postgres().freshDatabase();
        url = bare.replaceFirst("^jdbc:", "jdbc:larder:");
        try (Connection connection = DriverManager.getConnection(bare);
                Statement statement = connection.createStatement()) {
            statement.execute("create table counters (id integer primary key, n bigint not null)");
            statement.execute("insert into counters select i, 0 from generate_series(0, " + (ROWS - 1) + ") i");
            statement.execute("create function count_to(which integer, number bigint) returns void language plpgsql"
                    + " as $$ begin update counters set n = number where id = which; end $$");
        }
    }

    @Test
    void concurrentReadersNeverSeeThePast() throws Exception {
        int reads = Integer.getInteger("tests.lockstep.reads", 200_000);

        CacheStatistics statistics = run(reads, reader -> reader);

        assertThat(publications.violations()).isEmpty();
        assertThat(statistics.hits()).as("%s", statistics).isGreaterThan(reads / 2);
        assertThat(statistics.invalidations()).as("%s", statistics).isGreaterThan(reads / READS_PER_WRITE / 2);
    }

    @Test
    void aReaderThatIsLateIsCaught() throws Exception {
        run(20_000, reader -> CounterReader.stale(reader, ROWS));

        assertThat(publications.violationCount()).isPositive();
    }

    /** What is done to a reader before it reads. */
    private interface Spoiler {
        CounterReader spoil(CounterReader reader);
    }

    private CacheStatistics run(int reads, Spoiler spoiler) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(READERS + WRITERS);
        try (Connection onlooker = DriverManager.getConnection(url)) {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                int number = i;
                tasks.add(() -> read(number, reads / READERS, spoiler));
            }
            for (int i = 0; i < WRITERS; i++) {
                int number = i;
                tasks.add(() -> write(number));
            }
            for (Future<Void> task : threads.invokeAll(tasks)) {
                task.get();
            }
            return onlooker.unwrap(LarderConnection.class).statistics();
        } finally {
            threads.shutdownNow();
        }
    }

    private Void read(int number, int reads, Spoiler spoiler) throws SQLException {
        Random random = new Random(number);
        Publications.Witness witness = publications.new Witness("reader " + number);
        try (Connection connection = DriverManager.getConnection(url)) {
            CounterReader plain =
                    number % 2 == 0 ? CounterReader.prepared(connection) : CounterReader.scanning(connection);
            CounterReader reader = spoiler.spoil(plain);
            boolean snapshots = number == 2;
            begin(connection, number);
            long[] floor = publications.floor();
            for (int i = 1; i <= reads; i++) {
                int row = random.nextInt(ROWS);
                floor = snapshots ? floor : publications.floor();
                witness.saw(row, reader.read(row), floor);
                if (i % READS_OF_TRANSACTION == 0 && !connection.getAutoCommit()) {
                    connection.commit();
                    floor = publications.floor();
                }
                if (i % READS_PER_WRITE == 0) {
                    mayWrite.release();
                }
            }
        } finally {
            reading.decrementAndGet();
            mayWrite.release(WRITERS);
        }
        return null;
    }

    /** Two readers commit each read; one reads in transactions, one from snapshots. */
    private static void begin(Connection connection, int number) throws SQLException {
        if (number < 2) {
            return;
        }
        connection.setTransactionIsolation(
                number == 2 ? Connection.TRANSACTION_REPEATABLE_READ : Connection.TRANSACTION_READ_COMMITTED);
        connection.setAutoCommit(false);
    }

    private Void write(int number) throws SQLException, InterruptedException {
        try (Connection connection = DriverManager.getConnection(url)) {
            CounterWriter writer = new CounterWriter(connection, publications, number, WRITERS);
            while (reading.get() > 0) {
                mayWrite.acquire();
                writer.write();
            }
        } finally {
            mayWrite.release(WRITERS);
        }
        return null;
    }
}
