package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AcknowledgementsTest {
    private static final long LONG = TimeUnit.SECONDS.toNanos(50);

    private final NodeId bob = NodeId.random();
    private final NodeId carol = NodeId.random();
    private final Acknowledgements acknowledgements = new Acknowledgements();

    @BeforeEach
    void begin() {
        acknowledgements.begin("epoch");
    }

    @Test
    void whoHasAppliedThePositionIsNotWaitedFor() {
        acknowledgements.arrived("epoch", Map.of(bob, 7L));

        assertThat(left(7, "epoch", Map.of(bob, 0L, carol, 7L), LONG)).isEmpty();
        assertThat(left(8, "epoch", Map.of(bob, 0L, carol, 7L), 0)).containsOnlyKeys(bob, carol);
    }

    @Test
    void whatIsToldOfAnotherEpochDoesNotCount() {
        acknowledgements.arrived("epoch", Map.of(bob, 7L));

        assertThat(left(7, "another", Map.of(bob, 0L), 0)).containsOnlyKeys(bob);

        acknowledgements.begin("another");
        assertThat(left(7, "another", Map.of(bob, 0L), 0)).containsOnlyKeys(bob);
    }

    /** After a failover the inbox may hold what was told of the log that is gone. */
    @Test
    void whatComesLateFromAnotherEpochDoesNotCountInThisOne() {
        acknowledgements.begin("another");
        acknowledgements.arrived("epoch", Map.of(bob, 7L));

        assertThat(left(7, "another", Map.of(bob, 0L), 0)).containsOnlyKeys(bob);
    }

    @Test
    void nobodyGoesBack() {
        acknowledgements.arrived("epoch", Map.of(bob, 7L));
        acknowledgements.arrived("epoch", Map.of(bob, 3L));

        assertThat(left(7, "epoch", Map.of(bob, 0L), LONG)).isEmpty();
    }

    @Test
    void whoWaitsForAPositionIsWokenByIt() {
        Map<NodeId, Long> awaited = new HashMap<>(Map.of(bob, 0L));
        CompletableFuture<Boolean> interrupted =
                waiting(() -> acknowledgements.awaitThoseAt(7, "epoch", awaited, LONG));

        acknowledgements.arrived("epoch", Map.of(bob, 7L));

        assertThat(interrupted.join()).isFalse();
        assertThat(awaited).isEmpty();
    }

    @Test
    void whoWaitsForNewsIsWokenByAny() {
        CompletableFuture<Boolean> arrival = waiting(() -> acknowledgements.await(LONG));
        acknowledgements.arrived("epoch", Map.of(bob, 1L));
        assertThat(arrival.join()).isFalse();

        CompletableFuture<Boolean> change = waiting(() -> acknowledgements.await(LONG));
        acknowledgements.changed();
        assertThat(change.join()).isFalse();

        CompletableFuture<Boolean> beginning = waiting(() -> acknowledgements.await(LONG));
        acknowledgements.begin("another");
        assertThat(beginning.join()).isFalse();
    }

    @Test
    void noNewsWakeNobody() {
        CompletableFuture<Boolean> wait = waiting(() -> acknowledgements.await(LONG));

        acknowledgements.arrived("epoch", Map.of());

        assertThat(wait).isNotDone();
        acknowledgements.changed();
        assertThat(wait.join()).isFalse();
    }

    @Test
    void whoIsInterruptedIsToldSo() {
        Thread.currentThread().interrupt();
        assertThat(acknowledgements.await(LONG)).isTrue();

        Thread.currentThread().interrupt();
        Map<NodeId, Long> awaited = new HashMap<>(Map.of(bob, 0L));
        assertThat(acknowledgements.awaitThoseAt(7, "epoch", awaited, LONG)).isTrue();
        assertThat(awaited).containsOnlyKeys(bob);
    }

    private Map<NodeId, Long> left(long position, String epoch, Map<NodeId, Long> nodes, long nanos) {
        Map<NodeId, Long> awaited = new HashMap<>(nodes);
        assertThat(acknowledgements.awaitThoseAt(position, epoch, awaited, nanos))
                .isFalse();
        return awaited;
    }

    /** Returns when a thread of its own has begun to wait. */
    private static CompletableFuture<Boolean> waiting(BooleanSupplier wait) {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = new Thread(() -> interrupted.complete(wait.getAsBoolean()));
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING && thread.isAlive()) {
            Thread.onSpinWait();
        }
        return interrupted;
    }
}
