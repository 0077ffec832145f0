package io.larder.invalidation.hub;

/**
 * One unbroken right to serve. A lease that has lapsed never comes back: another one takes its place. Thread-safe; asked on
 * every hit.
 */
public final class Lease {
    private final String epoch;
    private final boolean serves;
    private volatile long end;
    private volatile boolean revoked;

    /**
     * @param epoch the memory of the hub that it belongs to
     * @param serves whether it allows to serve; not in the grace of an epoch
     * @param end when it ends unless it is renewed
     */
    Lease(String epoch, boolean serves, long end) {
        this.epoch = epoch;
        this.serves = serves;
        this.end = end;
    }

    /** Returns whether answers may be served or stored at a time of {@link System#nanoTime()}. */
    public boolean allows(long nanoTime) {
        return serves && isGood(nanoTime);
    }

    /** Returns whether it has not ended, though it may not allow to serve. */
    boolean isGood(long nanoTime) {
        return nanoTime - end < 0 && !revoked;
    }

    /** Returns whether another one must take its place before anything is served. */
    boolean isOfGrace() {
        return !serves;
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
