package io.larder.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
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

/** Answers that are not in memory but in Redis, beside the bare driver and a bare GET of the same bytes. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
public class SharedHitBenchmark {
    /** The bare driver on a database that is near. */
    @State(Scope.Thread)
    @SuppressWarnings("NullAway.Init") // JMH calls the setup first.
    public static class Bare {
        private Connection connection;
        private PreparedStatement inRange;
        private int next;

        /** Connects. */
        @Setup(Level.Trial)
        public void open() throws SQLException {
            connection = DriverManager.getConnection(Database.POSTGRESQL.freshUrl());
            Products.create(Database.POSTGRESQL, connection);
            inRange = connection.prepareStatement(Questions.IN_RANGE);
        }

        /** Closes the connection. */
        @TearDown(Level.Trial)
        public void close() throws SQLException {
            connection.close();
        }
    }

    /** The query itself, on the bare driver. */
    @Benchmark
    public void query(Bare bare, Questions questions, Blackhole reader) throws SQLException {
        bare.next = (bare.next + 1) % Products.COUNT;
        questions.ask(bare.inRange, bare.next, reader);
    }

    /** GET of the bytes that Larder has kept, by Larder's own client; nothing is made of them. */
    @Benchmark
    public byte[] get(KeptInRedis kept) {
        return kept.getNext();
    }

    /** Bind, execute, fetch from Redis, unpack, read, close the result. */
    @Benchmark
    public void hit(KeptInRedis kept, Questions questions, Blackhole reader) throws SQLException {
        kept.askNext(questions, reader);
    }
}
