package io.larder.invalidation.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Keeps a {@link Node} going, in a thread of its own, for as long as the program runs. */
public final class NodeLoop {
    /** How long it waits for something to apply; well within the time after which a lease is renewed. */
    private static final Duration PATIENCE = Hub.OWN_LEASE.dividedBy(8);
    /** How long it leaves a hub alone that does not answer; twice as long each time, as each attempt may be logged at length. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Well within the grace, in which it has to be noticed that the hub is back. */
    private static final long LONGEST_PAUSE_NANOS = 8 * PAUSE_NANOS;
    /** How long the end of the program waits for the others to be told. */
    private static final long FAREWELL_MILLIS = 500;

    private final Node node;
    private final Consumer<String> trouble;
    /** Of its own thread only. */
    private long pauseNanos = PAUSE_NANOS;

    private NodeLoop(Node node, Consumer<String> trouble) {
        this.node = node;
        this.trouble = trouble;
    }

    /**
     * Starts the thread, a daemon.
     *
     * @param trouble is told, again and again, that the hub does not answer
     */
    public static void start(Node node, Consumer<String> trouble) {
        Thread thread = new Thread(new NodeLoop(node, trouble)::run, "larder-hub");
        thread.setDaemon(true);
        thread.start();
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(node), "larder-leaves"));
        } catch (IllegalStateException ending) {
            leave(node);
        }
    }

    private void run() {
        while (true) {
            try {
                if (node.step(PATIENCE)) {
                    pauseNanos = PAUSE_NANOS;
                } else {
                    pause("the hub does not answer");
                }
            } catch (RuntimeException | Error unexpected) {
                // Of a library that is missing, say: without this thread nobody would ever notice that Redis is back.
                pause(unexpected.toString());
            }
        }
    }

    private void pause(String reason) {
        trouble.accept(reason);
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    /** Writers elsewhere need not wait until the lease of this process has run out. */
    private static void leave(Node node) {
        node.retire()
                .toCompletableFuture()
                .completeOnTimeout(new Reply.Unreachable<>("the program ends"), FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
