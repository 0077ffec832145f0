package io.larder.invalidation.hub;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that stands still, but for what happens whenever somebody looks at it. For one thread. */
final class LookedAtClock implements LongSupplier {
    private static final Runnable NOTHING = () -> {};

    /** It overflows soon. */
    private long nanos = Long.MAX_VALUE - Hub.LEASE.toNanos();

    private Runnable atEachLook = NOTHING;

    @Override
    public long getAsLong() {
        Runnable action = atEachLook;
        atEachLook = NOTHING;
        action.run();
        atEachLook = action;
        return nanos;
    }

    void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Does something at each look from now on, but not within itself. */
    void atEachLook(Runnable action) {
        atEachLook = action;
    }
}
