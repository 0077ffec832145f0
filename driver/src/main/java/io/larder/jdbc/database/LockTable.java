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
}
