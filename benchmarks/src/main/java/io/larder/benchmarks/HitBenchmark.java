package io.larder.benchmarks;

import io.larder.benchmarks.Client.Outcome;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Questions that were asked before: one product by its key, five columns read. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class HitBenchmark {
    private static final int KEYS = 256;

    private Client client;
    private PreparedStatement prepared;
    private Statement statement;
    private int id;

    /** Asks every question in every way, so that all answers are kept. */
    @Setup(Level.Trial)
    public void open(Shop shop, Blackhole reader) throws SQLException {
        client = new Client(shop.connect());
        prepared = client.connection.prepareStatement(Client.BY_ID);
        statement = client.connection.createStatement();
        for (int i = 0; i < KEYS; i++) {
            reusedPreparedStatement(reader);
        }
        for (int i = 0; i < KEYS; i++) {
            text(reader);
        }
        client.start();
    }

    /** Closes the connection. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        client.finish(Outcome.HIT);
    }

    private int nextId() {
        id = (id + 1) % KEYS;
        return id;
    }

    /** Bind, execute, read, close the result. */
    @Benchmark
    public void reusedPreparedStatement(Blackhole reader) throws SQLException {
        Client.ask(prepared, nextId(), reader);
    }

    /** The same on two connections at the same time; the time is that of one of them. */
    @Benchmark
    @Threads(2)
    public void reusedPreparedStatementByTwoThreads(Blackhole reader) throws SQLException {
        Client.ask(prepared, nextId(), reader);
    }

    /** As frameworks do it: prepare, bind, execute, read, close both. */
    @Benchmark
    public void newPreparedStatement(Blackhole reader) throws SQLException {
        try (PreparedStatement byId = client.connection.prepareStatement(Client.BY_ID)) {
            Client.ask(byId, nextId(), reader);
        }
    }

    /** As some frameworks do it: execute, and ask for the result then. */
    @Benchmark
    public void executeAndGetResultSet(Blackhole reader) throws SQLException {
        prepared.setInt(1, nextId());
        prepared.execute();
        try (ResultSet products = prepared.getResultSet()) {
            Client.read(products, reader);
        }
    }

    /** The key is part of a text that is put together anew. */
    @Benchmark
    public void text(Blackhole reader) throws SQLException {
        String sql = "SELECT id, name, maker, price, stock FROM product WHERE id = " + nextId();
        try (ResultSet products = statement.executeQuery(sql)) {
            Client.read(products, reader);
        }
    }
}
