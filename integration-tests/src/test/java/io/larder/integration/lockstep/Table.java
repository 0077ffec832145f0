package io.larder.integration.lockstep;

import java.util.List;
import java.util.Random;

/**
 * A table. Its first column is its primary key, {@code id}.
 *
 * @param name as it is written in SQL: quoted if it must be
 * @param columns the others, without those that refer to tables
 * @param references foreign keys
 */
record Table(String name, List<Column> columns, List<Reference> references) {
    Table {
        columns = List.copyOf(columns);
        references = List.copyOf(references);
    }

    record Column(String name, ColumnType type) {}

    /** A column that holds the id of a row of another table; {@code action} is what follows REFERENCES. */
    record Reference(String column, String parent, String action) {}

    Column anyColumn(Random random) {
        return columns.get(random.nextInt(columns.size()));
    }

    /** Returns the columns besides id, as an INSERT lists them. */
    List<String> otherNames() {
        return java.util.stream.Stream.concat(
                        columns.stream().map(Column::name), references.stream().map(Reference::column))
                .toList();
    }
}
