package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.TableClocks;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class NodeLoopTest {
    private final HubInMemory memory = new HubInMemory(System::nanoTime, Hub.LEASE, Duration.ZERO);
    private final UnreliableHub hub = new UnreliableHub(memory);
    private final Node node =
            new Node(hub, new TableClocks(), Consistency.BOUNDED, Duration.ofSeconds(60), System::nanoTime);
    private final BlockingQueue<String> trouble = new LinkedBlockingQueue<>();

    @Test
    void itTellsOfAHubThatDoesNotAnswerAndServesWhenItDoes() {
        hub.loseRequests(() -> {
            NodeLoop.start(node, trouble::add);
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
            NodeLoop.start(node, trouble::add);
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

    private String told() {
        try {
            String reason = trouble.poll(50, TimeUnit.SECONDS);
            return reason == null ? "nothing" : reason;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
