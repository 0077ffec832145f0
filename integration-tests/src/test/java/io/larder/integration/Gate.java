package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Somebody waits here until he is let through. */
final class Gate {
    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch opened = new CountDownLatch(1);

    void pass() throws InterruptedException {
        arrived.countDown();
        assertThat(opened.await(30, TimeUnit.SECONDS)).as("let through").isTrue();
    }

    /** Waits until somebody waits. */
    void awaitArrival() throws InterruptedException {
        assertThat(arrived.await(30, TimeUnit.SECONDS)).as("arrived").isTrue();
    }

    void open() {
        opened.countDown();
    }
}
