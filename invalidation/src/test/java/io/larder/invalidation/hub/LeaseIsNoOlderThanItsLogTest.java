package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Hub.Delivery;
import io.larder.sql.Change;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Who does not wait for others counts on their leases: none may serve for longer what it has not heard of. */
class LeaseIsNoOlderThanItsLogTest {
    private static final Duration LATE = Duration.ofMillis(1_500);

    private final AtomicLong nanos = new AtomicLong(1);
    private final HubInMemory hub = new HubInMemory(nanos::get);
    private long late;
    private final Node alice =
            new Node(hub, new TableClocks(), Consistency.BOUNDED, Duration.ofSeconds(60), nanos::get);
    private final Node bob =
            new Node(slow(), new TableClocks(), Consistency.BOUNDED, Duration.ofSeconds(60), nanos::get);

    /** Of which replies to readers are under way for a while. */
    private Hub slow() {
        return (Hub) Proxy.newProxyInstance(
                Hub.class.getClassLoader(), new Class<?>[] {Hub.class}, (self, step, how) -> {
                    try {
                        Object reply = step.invoke(hub, how);
                        if (late > 0 && reply instanceof Reply.Done<?> done && done.value() instanceof Delivery) {
                            alice.announce(Change.EVERY_ROW);
                            nanos.addAndGet(late);
                        }
                        return reply;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Test
    void aLeaseIsCountedFromWhenTheEndOfTheLogWasAskedFor() {
        for (int i = 0; i < 100 && bob.place() == null; i++) {
            alice.step(Duration.ZERO);
            bob.step(Duration.ZERO);
            nanos.addAndGet(Duration.ofMillis(100).toNanos());
        }
        assertThat(bob.place()).isNotNull();
        long asked = nanos.get();
        late = LATE.toNanos();

        bob.step(Duration.ZERO);

        Lease lease = Objects.requireNonNull(bob.lease());
        assertThat(lease.allows(nanos.get())).isTrue();
        assertThat(lease.allows(asked + Hub.LEASE.toNanos())).isFalse();
    }
}
