package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What somebody does while somebody else does something, and conditions that are waited for. */
final class Meanwhile {
    private Meanwhile() {}

    /** Does something in a thread of its own. */
    static <T> CompletableFuture<T> start(Callable<T> action) {
        CompletableFuture<T> future = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        future.complete(action.call());
                    } catch (Throwable failure) {
                        future.completeExceptionally(failure);
                    }
                },
                "meanwhile");
        thread.setDaemon(true);
        thread.start();
        return future;
    }

    /** Returns what became of it. */
    static <T> T end(CompletableFuture<T> future) {
        return future.orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** Returns how it failed. */
    static Throwable failure(CompletableFuture<?> future) {
        try {
            end(future);
        } catch (CompletionException e) {
            return e.getCause() == null ? e : e.getCause();
        }
        throw new AssertionError("it did not fail");
    }

    /**
     * Waits until somebody has the right answer or was cancelled: he may have been asking the database already when that was
     * told to cancel.
     */
    static <T> void assertCancelledOr(T right, CompletableFuture<T> answer) {
        assertThat(answer.orTimeout(30, TimeUnit.SECONDS)
                        .handle((given, cancelled) -> cancelled instanceof SQLException || right.equals(given))
                        .join())
                .as("right or cancelled")
                .isTrue();
    }

    /** Waits until a condition holds. */
    static void until(String what, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        boolean holds = condition.call();
        while (!holds && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            holds = condition.call();
        }
        assertThat(holds).as(what).isTrue();
    }
}
