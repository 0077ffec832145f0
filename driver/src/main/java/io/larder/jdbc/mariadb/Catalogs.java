package io.larder.jdbc.mariadb;

import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rows of what the server says of itself, over one connection. */
final class Catalogs {
    /** Behind every query: {@code sql_select_limit} would cut what has no limit of its own. */
    private static final String ALL = " LIMIT 18446744073709551615";

    private final Connection connection;

    Catalogs(Connection connection) {
        this.connection = connection;
    }

    /** Returns all rows of a query that has no limit. */
    List<Row> rows(String query) throws SQLException {
        List<Row> rows = new ArrayList<>();
        each(query, rows::add);
        return rows;
    }

    /** Hands on all rows of a query that has no limit. */
    void each(String query, Consumer<Row> consumer) throws SQLException {
        run(query + ALL, consumer);
    }

    /** Returns what the user may do, and the role that is set, and everybody; line by line as the server writes it. */
    List<String> grants() throws SQLException {
        List<String> lines = new ArrayList<>();
        // How names are quoted is a setting of the session.
        run("SHOW GRANTS", row -> lines.add(String.valueOf(row.text(0)).replace('"', '`')));
        return lines;
    }

    private void run(String query, Consumer<Row> consumer) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<@Nullable String> texts = new ArrayList<>(columns);
                for (int column = 1; column <= columns; column++) {
                    texts.add(result.getString(column));
                }
                consumer.accept(new Row(texts));
            }
        }
    }

    /** A row of a catalog. */
    record Row(List<@Nullable String> texts) {
        @Nullable
        String text(int column) {
            return texts.get(column);
        }

        String folded(int column) {
            return String.valueOf(texts.get(column)).toLowerCase(Locale.ROOT);
        }

        TableName table(int column) {
            return new TableName(folded(column));
        }
    }
}
