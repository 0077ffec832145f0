package io.larder.integration.traps;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.Trigger;

/** What scripts have H2 call: its triggers and functions are Java. */
public final class H2Code {
    private H2Code() {}

    /** Notes in the table {@code log} that it fired. */
    public static final class Logging implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            try (Statement statement = connection.createStatement()) {
                statement.execute("insert into log values ('fired')");
            }
        }
    }

    /** Adds an item and returns its number. */
    public static int addItem(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("insert into item select max(id) + 1, 'fig' from item");
            try (var rows = statement.executeQuery("select max(id) from item")) {
                rows.next();
                return rows.getInt(1);
            }
        }
    }
}
