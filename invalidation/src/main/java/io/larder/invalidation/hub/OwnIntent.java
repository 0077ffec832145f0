package io.larder.invalidation.hub;

import io.larder.sql.Change;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One announcement of a write at the hub, from before it is sent until its outcome is in the log. Guarded by its owner. */
final class OwnIntent {
    /** By then the reply to a request has come, if it comes. */
    private static final long AGAIN_AFTER = TimeUnit.SECONDS.toNanos(1);

    private final Change change;
    private final long nonce;
    private final long madeAt;
    /** The memory of the hub in which it stands; null as long as that is not known. */
    private @Nullable String epoch;

    private long position;
    private @Nullable Boolean committed;
    private @Nullable Long toldAt;

    OwnIntent(Change change, long madeAt) {
        this.change = change;
        this.madeAt = madeAt;
        // Zero stands for no entry, and what is less for another process's.
        this.nonce = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
    }

    private OwnIntent(Change change, long madeAt, long nonce) {
        this.change = change;
        this.madeAt = madeAt;
        this.nonce = nonce;
    }

    /** Returns one that another process had announced, which may be gone: by its nonce nobody adopts it once more. */
    static OwnIntent adopted(Change change, long madeAt) {
        return new OwnIntent(change, madeAt, -ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }

    Change change() {
        return change;
    }

    /** Returns the number by which it is known in the log, whether or not the hub's reply arrives. */
    long nonce() {
        return nonce;
    }

    long madeAt() {
        return madeAt;
    }

    long position() {
        return position;
    }

    boolean standsIn(@Nullable String memory) {
        return epoch != null && epoch.equals(memory);
    }

    boolean isAt(String memory, long number) {
        return standsIn(memory) && position == number;
    }

    void isNowhere() {
        epoch = null;
    }

    void standsAt(String memory, long number) {
        epoch = memory;
        position = number;
    }

    /** Returns the outcome; null as long as it is not known. */
    @Nullable
    Boolean committed() {
        return committed;
    }

    /** The hub is being told the outcome; returns whether it has not been for a while. */
    boolean mayBeTold(long nanoTime) {
        if (toldAt != null && nanoTime - toldAt < AGAIN_AFTER) {
            return false;
        }
        toldAt = nanoTime;
        return true;
    }

    void closed(boolean outcome) {
        committed = outcome;
    }
}
