package io.larder.invalidation.hub;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class HubInMemoryTest extends HubContract {
    private final AtomicLong nanos = new AtomicLong();
    private final HubInMemory hub = new HubInMemory(nanos::get);

    @Override
    protected Hub hub() {
        return hub;
    }

    @Override
    protected void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    protected void loseMemory() {
        hub.loseMemory();
    }
}
