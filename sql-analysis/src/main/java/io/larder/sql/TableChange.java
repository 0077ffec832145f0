package io.larder.sql;

/**
 * What a statement does to one table. Has room for columns and keys; today every change is of all columns and all keys.
 *
 * @param table the table that is written
 * @param kind what is done to its rows; decides which foreign keys may cascade
 */
public record TableChange(TableName table, Kind kind) {
    /** What is done to the rows of a table. */
    public enum Kind {
        /** Rows are added and none is changed or removed: no foreign key cascades. */
        INSERT,
        /** Rows may be changed or removed: foreign keys may cascade. */
        ANY
    }
}
