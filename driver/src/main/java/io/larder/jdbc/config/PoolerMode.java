package io.larder.jdbc.config;

/** For how long a connection pooler between here and the server leaves a session of the server with one client. */
public enum PoolerMode {
    /** For one transaction: what a session has set may be another client's. */
    TRANSACTION,
    /** Until the client disconnects. */
    SESSION
}
