package io.larder.jdbc.postgres;

import io.larder.jdbc.database.CapturedRows;
import java.util.List;
import org.postgresql.core.Field;

/**
 * An answer as PostgreSQL sent it: column descriptions and undecoded cells.
 *
 * @param columns the columns, in order
 * @param rows the rows
 */
record PostgresRows(List<Column> columns, PackedTuples rows) implements CapturedRows {
    PostgresRows {
        columns = List.copyOf(columns);
    }

    Field[] newFields() {
        Field[] fields = new Field[columns.size()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = columns.get(i).toField();
        }
        return fields;
    }

    @Override
    public int rowCount() {
        return rows.size();
    }

    @Override
    public Object row(int index) {
        return rows.packed(index);
    }

    @Override
    public long sizeInBytes() {
        return rows.sizeInBytes() + sizeInBytes(columns);
    }

    static long sizeInBytes(List<Column> columns) {
        long size = 64;
        for (Column column : columns) {
            size += column.sizeInBytes();
        }
        return size;
    }
}
