package io.larder.cache;

/** What is kept of a query's result. Immutable. */
public interface Answer {
    /** Returns the heap that the answer occupies, in bytes, to within a few percent. */
    long sizeInBytes();
}
