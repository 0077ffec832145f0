package io.larder.jdbc.database;

/** Where a session stands with respect to transactions. */
public enum TransactionStatus {
    /** No transaction is open; with autocommit off, the next statement opens one. */
    IDLE,
    OPEN,
    /** The transaction has failed and only accepts a rollback. */
    FAILED
}
