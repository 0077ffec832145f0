package io.larder.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
    /** Rows of the table, numbered from 0. */
    static final int PRODUCTS = 2_000;

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
        try (Statement statement = keeper.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS product");
            statement.execute(database.createTable("id int PRIMARY KEY, name varchar(80) NOT NULL,"
                    + " maker varchar(80) NOT NULL, price numeric(10, 2) NOT NULL, stock int NOT NULL"));
            statement.execute("INSERT INTO product SELECT n, concat('product number ', n), 'a maker of fine things',"
                    + " n * 0.01, 100000 FROM " + numbers());
            statement.execute("ANALYZE");
        }
    }

    private String numbers() {
        return database == Database.H2
                ? "(SELECT x AS n FROM system_range(0, " + (PRODUCTS - 1) + ")) AS numbers"
                : "generate_series(0, " + (PRODUCTS - 1) + ") AS numbers(n)";
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
