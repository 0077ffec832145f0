package io.larder.jdbc.database;

import io.larder.cache.Answer;

/** An answer in the form of the driver that received it. Immutable and independent of the connection that it came by. */
public interface CapturedRows extends Answer {
    /** Returns the number of rows. */
    int rowCount();

    /** Returns a row as a value: equal to another one of the same question only if all of its cells are the same. */
    Object row(int index);
}
