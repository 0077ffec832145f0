package io.larder.jdbc.config;

/** What becomes of a write of which the other processes cannot be told. */
public enum WriteWithoutHub {
    /** It goes on: a cache must not stop an application. */
    ALLOW,
    /** It is refused. */
    REFUSE
}
