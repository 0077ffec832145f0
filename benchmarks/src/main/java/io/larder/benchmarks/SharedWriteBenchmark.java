package io.larder.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One row is changed on PostgreSQL, by its key, of which other processes are to know: JVMs that hold leases and keep answers of
 * the table, and have nothing else to do.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 500, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class SharedWriteBenchmark {
    @Param
    public Company company = Company.BARE;

    private Connection keeper;
    private SharedWriter writer;
    private List<NeighbourProcess> neighbours;

    /** Starts the other processes; all of them serve, and so does this one. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        String url = Database.POSTGRESQL.freshUrl();
        keeper = DriverManager.getConnection(url);
        Products.create(Database.POSTGRESQL, keeper);
        writer = new SharedWriter(company, url);
        neighbours = NeighbourProcess.start(company.neighbours(), company.url(url));
        writer.start();
    }

    /** Looks whether all of them have been there all the time, and ends them. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        neighbours.forEach(NeighbourProcess::serve);
        writer.finish();
        neighbours.forEach(NeighbourProcess::close);
        keeper.close();
    }

    /** One statement that is its own transaction. */
    @Benchmark
    public int autocommit() throws SQLException {
        return writer.autocommit();
    }

    /** A transaction of one statement, and COMMIT. */
    @Benchmark
    public int transaction() throws SQLException {
        return writer.transaction();
    }
}
