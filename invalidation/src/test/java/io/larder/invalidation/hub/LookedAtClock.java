package io.larder.invalidation.hub;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** A clock that stands still, but for what happens whenever somebody looks at it. For one thread. */
final class LookedAtClock implements LongSupplier {
    /** It overflows soon. */
    private long nanos = Long.MAX_VALUE - Hub.LEASE.toNanos();

    private @Nullable Runnable atEachLook;

    @Override
    public long getAsLong() {
        Runnable action = atEachLook;
        if (action != null) {
            atEachLook = null;
            action.run();
            atEachLook = action;
        }
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
