package io.larder.integration.hunt;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The rows that are hunted on: each has a number that only grows. They lie in several tables, as those of an application. */
final class Counters {
    static final int TABLES = 8;
    static final int ROWS_OF_TABLE = 6;
    static final int ROWS = TABLES * ROWS_OF_TABLE;

    /** Is added by writers that will roll back: what is above was never committed. */
    static final long NEVER = 1_000_000_000_000L;

    private Counters() {}

    static String table(int row) {
        return "counters_" + row / ROWS_OF_TABLE;
    }

    static int id(int row) {
        return row % ROWS_OF_TABLE;
    }

    static void create(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (int table = 0; table < TABLES; table++) {
                String name = table(table * ROWS_OF_TABLE);
                statement.execute("create table " + name + " (id integer primary key, n bigint not null)");
                statement.execute(
                        "insert into " + name + " select i, 0 from generate_series(0, " + (ROWS_OF_TABLE - 1) + ") i");
            }
        }
    }
}
