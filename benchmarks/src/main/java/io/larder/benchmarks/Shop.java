package io.larder.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A database with one table of products. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls the setup first.
public class Shop {
    @Param
    public Database database = Database.H2;

    @Param
    public Through through = Through.BARE;

    private String url = "";
    /** An in-memory database lives until its last connection is closed. */
    private Connection keeper;

    /** Creates the table anew. */
    @Setup(Level.Trial)
    public void open() throws SQLException {
        url = database.freshUrl();
        keeper = DriverManager.getConnection(url);
        Products.create(database, keeper);
    }

    /** Closes the connection. */
    @TearDown(Level.Trial)
    public void close() throws SQLException {
        keeper.close();
    }

    /**
     * Connects by the driver that is measured.
     *
     * @param larderOptions names and values in turn; not given to the bare driver
     */
    Connection connect(String... larderOptions) throws SQLException {
        Properties properties = new Properties();
        if (through == Through.LARDER) {
            for (int i = 0; i < larderOptions.length; i += 2) {
                properties.setProperty(larderOptions[i], larderOptions[i + 1]);
            }
        }
        return DriverManager.getConnection(through.url(url), properties);
    }
}
