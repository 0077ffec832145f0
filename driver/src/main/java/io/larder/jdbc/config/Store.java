package io.larder.jdbc.config;

/** Where answers are kept. */
public enum Store {
    /** In this process's memory and in Redis, if there is one. */
    BOTH,
    /** In this process's memory only. */
    MEMORY,
    /** In Redis only: for answers that are large, or seldom asked for twice by one process. */
    REDIS
}
