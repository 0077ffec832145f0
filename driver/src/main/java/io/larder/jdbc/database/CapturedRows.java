package io.larder.jdbc.database;

/** An answer in the form of the driver that received it. Immutable and independent of the connection that it came by. */
public interface CapturedRows {
    /** Returns the number of rows. */
    int rowCount();

    /** Returns the heap that the answer occupies, in bytes, to within a few percent. */
    long sizeInBytes();
}
