package io.larder.invalidation.hub;

/** A rule of the protocol that processes, or their hub, leave out. */
enum Flaw {
    NONE,
    /** A writer does not wait for anybody. */
    WRITERS_DO_NOT_WAIT,
    /** A writer whose announcement was not acknowledged by all commits at once. */
    WRITERS_DO_NOT_CARE,
    /** A reader serves whatever its clocks say, lease or not. */
    READERS_HOLD_NO_LEASE,
    /** A reader keeps what it has read although a table changed meanwhile. */
    READERS_KEEP_WHAT_RACED,
    /** The hub counts leases for a shorter time than their processes do. */
    HUB_IS_IMPATIENT,
    /** A hub with a new memory lets processes serve at once. */
    HUB_WITHOUT_GRACE,
    /** Intents of a process are closed as soon as its lease ends, though its COMMIT may be on its way. */
    HUB_SWEEPS_AT_ONCE
}
