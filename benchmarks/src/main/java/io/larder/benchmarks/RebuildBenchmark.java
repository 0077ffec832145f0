package io.larder.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
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
import org.postgresql.core.BaseStatement;
import org.postgresql.core.Field;
import org.postgresql.core.Oid;
import org.postgresql.core.Tuple;

/**
 * The floor under a hit on PostgreSQL: the driver's ResultSet made from rows that are at hand, read and closed. Nothing
 * that hands out pgjdbc's own ResultSet can be faster.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class RebuildBenchmark {
    private static final String[] CELLS = {"17", "product number 17", "a maker of fine things", "0.17", "100000"};
    private static final int[] TYPES = {Oid.INT4, Oid.VARCHAR, Oid.VARCHAR, Oid.NUMERIC, Oid.INT4};

    private Connection connection;
    private BaseStatement statement;

    /** Connects to a PostgreSQL; it is asked nothing. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        connection = java.sql.DriverManager.getConnection(Database.POSTGRESQL.freshUrl());
        statement = connection.prepareStatement(Client.BY_ID).unwrap(BaseStatement.class);
    }

    /** Closes the connection. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        connection.close();
    }

    /** Makes fields, a row and the result; reads and closes it. */
    @Benchmark
    public void driverAlone(Blackhole reader) throws SQLException {
        Field[] fields = new Field[TYPES.length];
        byte[][] cells = new byte[TYPES.length][];
        for (int i = 0; i < TYPES.length; i++) {
            fields[i] = new Field(CELLS[i], TYPES[i]);
            cells[i] = CELLS[i].getBytes(StandardCharsets.US_ASCII);
        }
        try (ResultSet products = statement.createDriverResultSet(fields, List.of(new Tuple(cells)))) {
            Client.read(products, reader);
        }
    }
}
