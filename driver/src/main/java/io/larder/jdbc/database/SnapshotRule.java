package io.larder.jdbc.database;

/** When a transaction at REPEATABLE READ takes the snapshot that it goes on seeing. */
public enum SnapshotRule {
    /** There is no snapshot of all tables that is taken at one moment: such transactions always ask the database. */
    NONE,
    /** The first statement takes it, whatever it is, and it stays until the transaction ends. */
    FIRST_STATEMENT,
    /**
     * The first plain read that the database has to look into a table for takes it, and a statement that fails may end it.
     * Nobody tells when that is; rows of a table show that it has been.
     */
    FIRST_PLAIN_READ
}
