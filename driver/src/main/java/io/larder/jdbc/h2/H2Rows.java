package io.larder.jdbc.h2;

import io.larder.jdbc.database.CapturedRows;
import java.util.List;
import org.h2.value.Value;

/**
 * An answer of H2: its values, which are immutable, and its columns.
 *
 * @param columns the visible columns
 * @param rows one array per row, as wide as there are columns; never written to
 * @param sizeInBytes by H2's own estimate of each value
 */
record H2Rows(List<H2Column> columns, List<Value[]> rows, long sizeInBytes) implements CapturedRows {
    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public Object row(int index) {
        return List.of(rows.get(index));
    }
}
