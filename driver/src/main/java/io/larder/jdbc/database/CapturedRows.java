package io.larder.jdbc.database;

import io.larder.cache.Answer;

/** An answer in the form of the driver that received it. Immutable and independent of the connection that it came by. */
public interface CapturedRows extends Answer {
    /** Returns the number of rows. */
    int rowCount();
}
