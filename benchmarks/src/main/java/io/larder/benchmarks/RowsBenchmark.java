package io.larder.benchmarks;

import io.larder.benchmarks.Client.Outcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Questions that were asked before and have long answers: all columns of all rows are read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class RowsBenchmark {
    @Param({"100", "1000"})
    public int rows;

    private Client client;
    private PreparedStatement prepared;

    /** Asks the question, so that its answer is kept. */
    @Setup(Level.Trial)
    public void open(Shop shop, Blackhole reader) throws SQLException {
        client = new Client(shop.connect());
        prepared = client.connection.prepareStatement(
                "SELECT id, name, maker, price, stock FROM product WHERE id >= 0 AND id < ?");
        prepared.setInt(1, rows);
        hit(reader);
        client.start();
    }

    /** Closes the connection. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        client.finish(Outcome.HIT);
    }

    /** Execute, read, close the result. */
    @Benchmark
    public void hit(Blackhole reader) throws SQLException {
        try (ResultSet products = prepared.executeQuery()) {
            Client.read(products, reader);
        }
    }
}
