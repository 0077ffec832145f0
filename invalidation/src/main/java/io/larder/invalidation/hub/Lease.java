package io.larder.invalidation.hub;

/**
 * One unbroken right to serve. A lease that has lapsed never comes back: another one takes its place. Thread-safe; asked on
 * every hit.
 */
public final class Lease {
    private final String epoch;
    private final long servesFrom;
    private volatile long end;
    private volatile boolean revoked;

    /**
     * @param epoch the memory of the hub that it belongs to
     * @param servesFrom {@link System#nanoTime()} from which on it allows to serve
     * @param end when it ends unless it is renewed
     */
    Lease(String epoch, long servesFrom, long end) {
        this.epoch = epoch;
        this.servesFrom = servesFrom;
        this.end = end;
    }

    /** Returns whether answers may be served or stored at a time of {@link System#nanoTime()}. */
    public boolean allows(long nanoTime) {
        return isGood(nanoTime) && nanoTime - servesFrom >= 0;
    }

    /** Returns whether it has not ended, though it may not yet allow to serve. */
    boolean isGood(long nanoTime) {
        return nanoTime - end < 0 && !revoked;
    }

    String epoch() {
        return epoch;
    }

    /**
     * Moves the end.
     *
     * @param asked taken before the hub was asked
     * @param answered taken when its answer had come
     * @return whether it was still good then
     */
    boolean renew(long asked, long answered) {
        if (!isGood(answered)) {
            return false;
        }
        end = asked + Hub.OWN_LEASE.toNanos();
        return true;
    }

    /** Ends it at once. */
    void revoke() {
        revoked = true;
    }
}
