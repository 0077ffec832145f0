package io.larder.jdbc.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Keeps an answer as the raw rows that the database's driver received, and gives it back as that driver's own ResultSet.
 * Thread-safe.
 */
public interface Replay {
    /**
     * Returns which forms of an answer the driver may give this statement (text only, or text and binary). Part of the
     * key: an answer is only given to statements of the same class.
     */
    String consumerClass(Statement driverStatement);

    /**
     * Copies an answer that was just received, without moving its cursor.
     *
     * @param live the driver's own ResultSet, before its first row
     * @param driverStatement the driver's own statement that made it
     * @return the answer; empty if it can't be given back exactly (paged or updatable results, large objects, cursors,
     *     warnings) or exceeds the limits
     */
    Optional<CapturedRows> capture(ResultSet live, Statement driverStatement, int maximumRows, long maximumBytes)
            throws SQLException;

    /**
     * Returns whether this statement may be given the answer: false if its present settings have the driver hand over the
     * same rows in another manner (page by page) or refuse them.
     */
    default boolean suits(CapturedRows rows, Statement driverStatement) throws SQLException {
        return true;
    }

    /**
     * Gives the answer as the driver's own ResultSet, as if this statement had just received it: results, generated keys,
     * update count and warnings of its last execution are over, and the ResultSet is the statement's current result. Runs
     * no SQL.
     *
     * @throws SQLException if the statement is closed, or if that ended it (closeOnCompletion)
     */
    ResultSet open(CapturedRows rows, Statement driverStatement) throws SQLException;
}
