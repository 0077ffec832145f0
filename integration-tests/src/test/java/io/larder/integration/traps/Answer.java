package io.larder.integration.traps;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What came of a step.
 *
 * @param rows the cells of each as text, joined by a bar; empty if there is no result
 * @param changed the update count, or -1
 */
record Answer(List<String> rows, long changed) {
    static final Answer DONE = new Answer(List.of(), -1);

    Answer {
        rows = List.copyOf(rows);
    }

    static Answer changed(long rows) {
        return new Answer(List.of(), rows);
    }

    static Answer of(ResultSet result) throws SQLException {
        return of(result, Integer.MAX_VALUE);
    }

    static Answer of(ResultSet result, int limit) throws SQLException {
        List<String> rows = new ArrayList<>();
        int columns = result.getMetaData().getColumnCount();
        while (rows.size() < limit && result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(String.join("|", row).strip());
        }
        return new Answer(rows, -1);
    }
}
