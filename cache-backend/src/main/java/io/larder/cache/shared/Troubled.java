package io.larder.cache.shared;

import dev.failsafe.CircuitBreaker;
import java.time.Duration;

/** Whether a store is in trouble, and is to be left alone for a while. Thread-safe. */
final class Troubled {
    private static final int FAILURES = 5;
    private static final int OF_THE_LAST = 10;
    private static final Duration LEFT_ALONE = Duration.ofSeconds(1);

    private final CircuitBreaker<Object> breaker = CircuitBreaker.builder()
            .withFailureThreshold(FAILURES, OF_THE_LAST)
            .withSuccessThreshold(1)
            .withDelay(LEFT_ALONE)
            .build();

    /** Returns whether it may be used now; if so, how that went must be told. */
    boolean mayTry() {
        return breaker.tryAcquirePermit();
    }

    /** Returns whether it is left alone now. */
    boolean isLeftAlone() {
        return breaker.isOpen();
    }

    void tell(boolean wellDone) {
        if (wellDone) {
            breaker.recordSuccess();
        } else {
            breaker.recordFailure();
        }
    }
}
