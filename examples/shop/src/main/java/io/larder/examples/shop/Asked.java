package io.larder.examples.shop;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What Larder itself has answered, by SQL.
 *
 * @param columns their labels
 */
record Asked(List<String> columns, List<List<String>> rows) {
    static Asked of(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                columns.add(result.getMetaData().getColumnLabel(i));
            }
            List<List<String>> rows = new ArrayList<>();
            while (result.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    row.add(String.valueOf(result.getString(i)));
                }
                rows.add(row);
            }
            return new Asked(columns, rows);
        }
    }

    /** Prints what Larder says of itself, as any SQL tool sees it. */
    static void printStatistics(Connection connection, PrintStream out) throws SQLException {
        String sql = "SHOW LARDER STATS";
        out.println("\n" + sql);
        of(connection, sql).rows().forEach(row -> out.println("  " + String.join("  ", row)));
    }

    /** Returns a cell of the first row. */
    String first(String column) {
        return rows.get(0).get(columns.indexOf(column));
    }
}
