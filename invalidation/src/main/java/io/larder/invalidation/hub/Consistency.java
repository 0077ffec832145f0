package io.larder.invalidation.hub;

/** What a write waits for. */
public enum Consistency {
    /** Before COMMIT, until no other process can serve what it outdates: no read that starts after it gets the old answer. */
    STRICT,
    /** Nothing: other processes learn of it as fast as the hub tells them, at the latest when their lease ends. */
    BOUNDED
}
