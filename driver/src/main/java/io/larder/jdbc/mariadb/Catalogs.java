package io.larder.jdbc.mariadb;

import io.larder.jdbc.database.CatalogRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Rows of what the server says of itself, over one connection. */
final class Catalogs {
    /** Behind every query: {@code sql_select_limit} would cut what has no limit of its own. */
    private static final String ALL = " LIMIT 18446744073709551615";

    private final Connection connection;

    Catalogs(Connection connection) {
        this.connection = connection;
    }

    /** Returns all rows of a query that has no limit. */
    List<CatalogRow> rows(String query) throws SQLException {
        List<CatalogRow> rows = new ArrayList<>();
        each(query, rows::add);
        return rows;
    }

    /** Hands on all rows of a query that has no limit. */
    void each(String query, Consumer<CatalogRow> consumer) throws SQLException {
        CatalogRow.each(connection, query + ALL, consumer);
    }

    /** Returns what the user may do, and the role that is set, and everybody; line by line as the server writes it. */
    List<String> grants() throws SQLException {
        List<String> lines = new ArrayList<>();
        // How names are quoted is a setting of the session.
        CatalogRow.each(
                connection,
                "SHOW GRANTS",
                row -> lines.add(String.valueOf(row.text(0)).replace('"', '`')));
        return lines;
    }
}
