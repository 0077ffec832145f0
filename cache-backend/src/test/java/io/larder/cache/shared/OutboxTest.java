package io.larder.cache.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What becomes of answers on their way. */
class OutboxTest {
    private static final int TOO_MANY = 257;

    private final Outbox outbox = new Outbox(new Nowhere(), new EntryFormat(null, 1_000));

    @Test
    void whatCannotBePackedHasArrivedAllTheSame() throws InterruptedException {
        CountDownLatch arrived = new CountDownLatch(TOO_MANY);
        for (int i = 0; i < TOO_MANY; i++) {
            CountDownLatch one = new CountDownLatch(1);
            outbox.post(
                    "name",
                    new byte[0],
                    1,
                    () -> {
                        throw new NoClassDefFoundError("packer");
                    },
                    Duration.ofSeconds(1),
                    () -> {
                        arrived.countDown();
                        one.countDown();
                    });
            assertThat(one.await(10, TimeUnit.SECONDS)).as("arrived: %s", i).isTrue();
        }

        assertThat(arrived.getCount()).isZero();
        assertThat(outbox.figures(0, 0, 0, 0).toString()).contains("refused=" + TOO_MANY);
    }

    @Test
    void itIsEmptyWhenAllHaveArrived() throws InterruptedException {
        CountDownLatch looked = new CountDownLatch(1);
        CountDownLatch arrived = new CountDownLatch(1);
        assertThat(outbox.isEmpty()).isTrue();
        outbox.post(
                "name",
                new byte[0],
                1,
                () -> {
                    await(looked);
                    return Optional.empty();
                },
                Duration.ofSeconds(1),
                arrived::countDown);
        assertThat(outbox.isEmpty()).isFalse();
        looked.countDown();
        assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(outbox.isEmpty()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store that keeps nothing. */
    private static final class Nowhere implements ByteStore {
        @Override
        public CompletableFuture<Fetched<byte[]>> fetch(String name) {
            return CompletableFuture.completedFuture(new Fetched.Absent<>());
        }

        @Override
        public CompletableFuture<Boolean> put(String name, byte[] value, Duration timeToLive) {
            return CompletableFuture.completedFuture(false);
        }

        @Override
        public CompletableFuture<Fetched<String>> claim(String name, String who, Duration timeToLive) {
            return CompletableFuture.completedFuture(new Fetched.Found<>(who));
        }

        @Override
        public void release(String name, String who) {}
    }
}
