package io.larder.integration;

import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a client is told by the console: rows as maps from labels to values. */
final class Told {
    private Told() {}

    static List<Map<String, String>> rows(Client client, String sql) throws SQLException {
        List<Map<String, String>> told = new ArrayList<>();
        try (Statement statement = client.connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> labels = labels(rows.getMetaData());
            while (rows.next()) {
                Map<String, String> row = new LinkedHashMap<>();
                for (String label : labels) {
                    row.put(label, rows.getString(label));
                }
                told.add(row);
            }
        }
        return told;
    }

    /** Returns the first row with such a value. */
    static Map<String, String> row(Client client, String sql, String label, Predicate<String> value)
            throws SQLException {
        return rows(client, sql).stream()
                .filter(row -> value.test(String.valueOf(row.get(label))))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such row of " + sql));
    }

    /** Returns the properties of a statement. */
    static Map<String, String> explained(Client client, String sql) throws SQLException {
        Map<String, String> properties = new LinkedHashMap<>();
        rows(client, "explain larder " + sql).forEach(row -> properties.put(row.get("property"), row.get("value")));
        return properties;
    }

    static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            labels.add(columns.getColumnLabel(column));
        }
        return labels;
    }
}
