package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.tools.TriggerAdapter;
import org.jspecify.annotations.Nullable;

/** What a schema of H2 calls. Public for H2's sake. */
public final class H2Routines {
    private H2Routines() {}

    /** Writes, without the caller's saying so. */
    public static int bump(Connection connection, int which) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("update public.tally set n = coalesce(n, 0) + 1 where id = ?")) {
            statement.setInt(1, which);
            statement.executeUpdate();
            return which;
        }
    }

    /** Reads, without the caller's saying so. */
    public static long howMany(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select sum(id + coalesce(n, 0)) from public.swap_one")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Counts rows that were changed. */
    public static final class Counting extends TriggerAdapter {
        @Override
        public void fire(Connection connection, @Nullable ResultSet old, @Nullable ResultSet fresh)
                throws SQLException {
            bump(connection, 1);
        }
    }
}
