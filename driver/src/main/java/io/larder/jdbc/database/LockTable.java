package io.larder.jdbc.database;

import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;

/**
 * What a database itself says of the tables that a transaction has used: those that it has locked. Stateless; thread-safe.
 * The connections passed in are the driver's own, and what is run on them is not part of what the application has prepared.
 */
public interface LockTable {
    /**
     * A table, or what else has rows, that is locked by a transaction.
     *
     * @param table by its name, as statements are tracked
     * @param written whether the lock is one that only writing takes; what is read and written is there twice
     */
    record LockedTable(TableName table, boolean written) {}

    /**
     * Returns all that the open transaction has locked, without catalogs and indexes. Of what it has undone with a savepoint
     * nothing is left.
     *
     * @throws SQLException if the database refuses, and the transaction has failed
     */
    Set<LockedTable> locked(Connection connection) throws SQLException;

    /**
     * Returns the same of a transaction of the application's, and leaves no trace in it.
     *
     * @throws SQLException if the database refuses; the transaction goes on as if it had not been asked
     */
    Set<LockedTable> lockedSoFar(Connection connection) throws SQLException;

    /**
     * Begins a transaction of Larder's own around a single statement of the application's, on a connection that is in none.
     * The driver goes on as it would without it: it asks for the statement's rows as it does in autocommit mode.
     */
    void begin(Connection idle) throws SQLException;

    /** Ends it: what the statement may have done after all stays done, if it did not fail. */
    void end(Connection connection) throws SQLException;

    /**
     * Returns whether a statement has failed in such a transaction, which is over now, and might not fail outside: drivers
     * heal some failures by a second execution, which they can't within a transaction.
     */
    boolean mayWorkOutside(Connection connection, SQLException failure);
}
