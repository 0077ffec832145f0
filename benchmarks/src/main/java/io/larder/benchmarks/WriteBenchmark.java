package io.larder.benchmarks;

import io.larder.benchmarks.Client.Outcome;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One row is changed, by its key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class WriteBenchmark {
    private static final String UPDATE = "UPDATE product SET stock = stock - 1 WHERE id = ?";

    private Client client;
    private Client transacting;
    private PreparedStatement update;
    private PreparedStatement updateInTransaction;
    private int id;

    /** Connects twice. */
    @Setup(Level.Trial)
    public void open(Shop shop) throws SQLException {
        client = new Client(shop.connect());
        update = client.connection.prepareStatement(UPDATE);
        transacting = new Client(shop.connect());
        transacting.connection.setAutoCommit(false);
        updateInTransaction = transacting.connection.prepareStatement(UPDATE);
        client.start();
    }

    /** Closes the connections. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        transacting.close();
        client.finish(Outcome.WRITE);
    }

    private int nextId() {
        id = (id + 1) % Products.COUNT;
        return id;
    }

    /** One statement that is its own transaction. */
    @Benchmark
    public int autocommit() throws SQLException {
        update.setInt(1, nextId());
        return update.executeUpdate();
    }

    /** A transaction of one statement, and COMMIT. */
    @Benchmark
    public int transaction() throws SQLException {
        updateInTransaction.setInt(1, nextId());
        int rows = updateInTransaction.executeUpdate();
        transacting.connection.commit();
        return rows;
    }
}
