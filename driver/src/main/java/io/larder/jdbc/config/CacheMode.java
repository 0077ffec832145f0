package io.larder.jdbc.config;

/** Whether Larder answers from memory. */
public enum CacheMode {
    /** Answers repeated queries from memory. */
    CACHE,
    /** As if it were off, and counts which queries would have been answered from memory. */
    OBSERVE,
    /** Hands every call to the database's driver, and keeps nothing; writes outdate what other connections keep. */
    OFF
}
