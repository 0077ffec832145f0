package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for a condition. */
final class Until {
    private Until() {}

    static void holds(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        boolean holds = condition.call();
        while (!holds && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            holds = condition.call();
        }
        assertThat(holds).as(what).isTrue();
    }
}
