package io.larder.benchmarks;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The table of products. */
final class Products {
    /** Rows of the table, numbered from 0. */
    static final int COUNT = 2_000;

    /** What each of them has in stock. */
    static final int STOCK = 100_000;

    private Products() {}

    /** Creates the table anew. */
    static void create(Database database, Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS product");
            statement.execute(database.createTable("id int PRIMARY KEY, name varchar(80) NOT NULL,"
                    + " maker varchar(80) NOT NULL, price numeric(10, 2) NOT NULL, stock int NOT NULL"));
            statement.execute("INSERT INTO product SELECT n, concat('product number ', n), 'a maker of fine things',"
                    + " n * 0.01, " + STOCK + " FROM " + numbers(database));
            statement.execute("ANALYZE");
        }
    }

    private static String numbers(Database database) {
        return database == Database.H2
                ? "(SELECT x AS n FROM system_range(0, " + (COUNT - 1) + ")) AS numbers"
                : "generate_series(0, " + (COUNT - 1) + ") AS numbers(n)";
    }
}
