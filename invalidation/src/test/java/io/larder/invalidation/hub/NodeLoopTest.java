package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeLoopTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HubInMemory memory = new HubInMemory(System::nanoTime, Hub.LEASE, Duration.ZERO);
    private final UnreliableHub hub = new UnreliableHub(memory);
    private final TableClocks clocks = new TableClocks();
    private final Node node = new Node(hub, clocks, Consistency.BOUNDED, Duration.ofSeconds(60), System::nanoTime);
    private final BlockingQueue<String> trouble = new LinkedBlockingQueue<>();

    @Test
    void itTellsOfAHubThatDoesNotAnswerAndServesWhenItDoes() {
        hub.loseRequests(() -> {
            NodeLoop.start(node, trouble::add, () -> {});
            assertThat(told()).contains("does not answer");
            assertThat(told()).contains("does not answer");
        });

        while (node.place() == null) {
            Thread.onSpinWait();
        }
        assertThat(node.lease()).isNotNull();
        node.close();
    }

    @Test
    void aHubThatDoesNotAnswerIsAskedLessAndLessOften() {
        hub.loseRequests(() -> {
            NodeLoop.start(node, trouble::add, () -> {});
            assertThat(told()).contains("does not answer");
            long first = System.nanoTime();
            for (int i = 0; i < 4; i++) {
                assertThat(told()).contains("does not answer");
            }
            assertThat(System.nanoTime() - first).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(1400));
        });

        while (node.place() == null) {
            Thread.onSpinWait();
        }
        assertThat(node.lease()).isNotNull();
        node.close();
    }

    @Test
    void whoLeavesIsWaitedForNoLongerAndItsThreadEnds() {
        AtomicBoolean ended = new AtomicBoolean();
        NodeLoop loop = NodeLoop.start(node, trouble::add, () -> ended.set(true));
        awaitPlace();

        loop.leave();

        assertThat(node.place()).isNull();
        assertThat(loop.awaitEnd(PATIENCE)).isTrue();
        assertThat(ended).isTrue();
        assertThat(memory.acknowledged(memory.epoch())).isEqualTo(new Reply.Done<>(Map.of(node.id(), Long.MAX_VALUE)));
    }

    @Test
    void whoLeavesStaysUntilTheHubKnowsWhatItHasWritten() {
        NodeLoop loop = NodeLoop.start(node, trouble::add, () -> {});
        awaitPlace();
        Announcement written = node.announce(FRUIT_CHANGES).announcement();
        awaitHead(1);

        hub.loseRequests(() -> {
            loop.leave();
            written.committed();
            assertThat(told()).contains("does not answer");
            assertThat(loop.awaitEnd(Duration.ZERO)).isFalse();
        });

        assertThat(loop.awaitEnd(PATIENCE)).isTrue();
        assertThat(memory.head()).isEqualTo(2);
    }

    @Test
    void whatOthersHadAnnouncedIsOverForWhoHasLeft() {
        NodeLoop loop = NodeLoop.start(node, trouble::add, () -> {});
        awaitPlace();
        Node other = new Node(memory, new TableClocks(), Consistency.BOUNDED, Duration.ofSeconds(60), System::nanoTime);
        other.step(Duration.ZERO);
        other.announce(FRUIT_CHANGES);
        Dependencies fruit = clocks.dependenciesOn(Set.of(FRUIT));
        while (!fruit.areChanging()) {
            Thread.onSpinWait();
        }
        Stamp before = clocks.now();

        loop.leave();

        assertThat(loop.awaitEnd(PATIENCE)).isTrue();
        assertThat(fruit.areChanging()).isFalse();
        assertThat(fruit.unchangedSince(before)).isFalse();
    }

    private void awaitPlace() {
        while (node.place() == null) {
            Thread.onSpinWait();
        }
    }

    private void awaitHead(long number) {
        while (memory.head() < number) {
            Thread.onSpinWait();
        }
    }

    private String told() {
        try {
            String reason = trouble.poll(50, TimeUnit.SECONDS);
            return reason == null ? "nothing" : reason;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
