package io.larder.integration.stacks;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A database of its own for one application, and a look at what arrives there. */
final class Stage implements AutoCloseable {
    private final String direct;
    private final String url;
    private final @Nullable WireTap tap;
    private final @Nullable Connection watcher;

    private Stage(StackDatabase database, boolean larder) throws IOException, SQLException {
        direct = database.create();
        tap = database == StackDatabase.POSTGRESQL ? WireTap.before(direct) : null;
        String bare = tap == null ? direct : tap.url();
        url = larder ? withLarder(bare) : bare;
        // Not by way of the tap, which shows the application only.
        watcher = larder ? DriverManager.getConnection(withLarder(direct)) : null;
    }

    static Stage bare(StackDatabase database) throws IOException, SQLException {
        return new Stage(database, false);
    }

    static Stage larder(StackDatabase database) throws IOException, SQLException {
        return new Stage(database, true);
    }

    private static String withLarder(String bare) {
        return bare.replaceFirst("^jdbc:", "jdbc:larder:");
    }

    /** Returns what the application is configured with. */
    String url() {
        return url;
    }

    /** Returns what became of the application's queries. */
    CacheStatistics statistics() throws SQLException {
        return Objects.requireNonNull(watcher).unwrap(LarderConnection.class).statistics();
    }

    /** Returns the texts of the statements that the application and Larder had the server run; PostgreSQL only. */
    List<String> statements() {
        return tap == null ? List.of() : tap.statements();
    }

    /** Returns those that are not about opening a connection, as pools do when they like. */
    List<String> asked() {
        return statements().stream()
                .filter(sql -> !sql.startsWith("SET ") && !sql.contains("pg_catalog."))
                .toList();
    }

    /** Returns what is in the database, from the database. */
    List<String> truth(String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(direct);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                read.add(rows.getString(1));
            }
            return read;
        }
    }

    @Override
    public void close() throws SQLException, IOException {
        if (watcher != null) {
            watcher.close();
        }
        if (tap != null) {
            tap.close();
        }
    }
}
