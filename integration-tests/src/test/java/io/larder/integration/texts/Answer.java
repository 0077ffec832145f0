package io.larder.integration.texts;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What a server answers to a text.
 *
 * @param refused whether it is an error
 * @param results how many results and update counts there are
 * @param shown labels, types and values of the results
 */
record Answer(boolean refused, int results, List<String> shown) {
    static Answer to(String sql, Statement statement) {
        try {
            return read(statement, statement.execute(sql));
        } catch (SQLException e) {
            return new Answer(true, 0, List.of());
        }
    }

    private static Answer read(Statement statement, boolean first) throws SQLException {
        List<String> shown = new ArrayList<>();
        boolean rows = first;
        int results = 0;
        while (rows || statement.getUpdateCount() != -1) {
            results++;
            if (rows) {
                show(statement.getResultSet(), shown);
            } else {
                shown.add("count " + statement.getUpdateCount());
            }
            rows = statement.getMoreResults();
        }
        return new Answer(false, results, shown);
    }

    private static void show(ResultSet rows, List<String> shown) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            shown.add("column " + columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i));
        }
        while (rows.next()) {
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                shown.add("value " + rows.getString(i));
            }
        }
    }

    /** Returns whether a value has a word that a database reads as a date by its clock. */
    boolean namesADay() {
        return shown.stream()
                .anyMatch(line -> line.startsWith("value ") && line.matches("(?is)value (.*\\W)?today(\\W.*)?"));
    }
}
