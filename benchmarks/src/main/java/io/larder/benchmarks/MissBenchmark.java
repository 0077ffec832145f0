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
import org.openjdk.jmh.infra.Blackhole;

/** Questions that the cache cannot answer and keeps the answers of: always another key, and little memory. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class MissBenchmark {
    private Client client;
    private PreparedStatement prepared;
    private int id;

    /** Connects with as small a cache as there is. */
    @Setup(Level.Trial)
    public void open(Shop shop) throws SQLException {
        client = new Client(shop.connect("larder.memory", "64KB", "larder.ttl", "1ms"));
        prepared = client.connection.prepareStatement(Client.BY_ID);
        client.start();
    }

    /** Closes the connection. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        client.finish(Outcome.MISS);
    }

    /** Bind, execute, keep, read, close the result. */
    @Benchmark
    public void miss(Blackhole reader) throws SQLException {
        id = (id + 1) % Products.COUNT;
        Client.ask(prepared, id, reader);
    }
}
