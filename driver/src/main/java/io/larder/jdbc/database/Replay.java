package io.larder.jdbc.database;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an answer as the raw rows that the database's driver received, and gives it back as that driver's own ResultSet.
 * Thread-safe.
 */
public interface Replay {
    /**
     * Returns what the statement's next execution would give, as it stands and with the parameters bound now; null if no
     * answer may stand for it. Asked before each execution. Runs no SQL.
     */
    @Nullable
    NextExecution nextExecution(Statement driverStatement);

    /**
     * Copies an answer that was just received, without moving its cursor.
     *
     * @param live the driver's own ResultSet, before its first row
     * @param driverStatement the driver's own statement that made it
     * @param form the form that the execution was to give; an answer that turns out to have another is not kept
     * @return the answer; empty if it can't be given back exactly (paged or updatable results, large objects, cursors,
     *     warnings) or exceeds the limits
     */
    Optional<CapturedRows> capture(
            ResultSet live, Statement driverStatement, String form, int maximumRows, long maximumBytes)
            throws SQLException;

    /**
     * Returns whether this statement may be given the answer: false if its present settings have the driver hand over the
     * same rows in another manner (page by page) or refuse them.
     */
    default boolean suits(CapturedRows rows, Statement driverStatement) throws SQLException {
        return true;
    }

    /**
     * Gives the answer as the driver's own ResultSet, as if this statement had just been executed and received it, which
     * counts as an execution: results, generated keys, update count and warnings of its last execution are over, and the
     * ResultSet is the statement's current result. Runs no SQL.
     *
     * @throws SQLException if the statement is closed, or if that ended it (closeOnCompletion)
     */
    ResultSet open(CapturedRows rows, Statement driverStatement) throws SQLException;

    /** Returns how answers are put into bytes for other processes; empty if they mean something in this one only. */
    default Optional<AnswerCodec> codec() {
        return Optional.empty();
    }
}
