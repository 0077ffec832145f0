package io.larder.cache.shared;

/** What a shared store gave. An outage is a value and never an exception. */
public sealed interface Fetched<T> {
    /**
     * It is there.
     *
     * @param value what was kept
     */
    record Found<T>(T value) implements Fetched<T> {}

    /** Nothing is kept, or nothing that can be believed. */
    record Absent<T>() implements Fetched<T> {}

    /**
     * The store could not be asked, or did not answer in time.
     *
     * @param cause why
     */
    record Unavailable<T>(String cause) implements Fetched<T> {}
}
