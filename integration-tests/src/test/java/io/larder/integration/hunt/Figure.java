package io.larder.integration.hunt;

/** What is recorded of each process, so that it outlives the process. */
enum Figure {
    READS,
    /** Of them, given by the cache. */
    HITS,
    /** Acknowledged. */
    WRITES,
    /** Failed writes, whose outcome nobody knows or which were rolled back. */
    WRITES_NOT_ACKNOWLEDGED,
    /** Of them, those that were refused because other processes could not be told. */
    REFUSED,
    /** A read gave less than was acknowledged before it began. */
    STALE,
    /** A read gave less than was acknowledged before it began, within the time that it may where writers do not wait. */
    LATE,
    /** A read gave less than anybody had read before it began. */
    BACKWARDS,
    /** A read gave what was rolled back. */
    NEVER_COMMITTED,
    /** Errors of connections whose link to the database, or whose session, was disturbed. */
    ERRORS,
    /** Errors that the bare driver would not have given. */
    STRANGE_ERRORS,
    /** Of reads, in nanoseconds. */
    SLOWEST_READ,
    /** The same, while neither the process nor its database was disturbed. */
    SLOWEST_READ_UNDISTURBED,
    SLOWEST_WRITE,
    SLOWEST_WRITE_UNDISTURBED,
    /** 1 while the writer is in the call that commits. */
    COMMITTING,
    /** How often the process was stopped and continued: both count. */
    STOPS,
    /** How often its link to the database was disturbed. */
    DATABASE_TROUBLES,
    /** How many such troubles last. */
    DATABASE_IN_TROUBLE;

    /** Whether the highest of all processes counts, and not the sum. */
    boolean isHighest() {
        return name().startsWith("SLOWEST");
    }
}
