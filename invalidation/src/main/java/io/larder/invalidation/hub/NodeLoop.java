package io.larder.invalidation.hub;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Keeps a {@link Node} going, in a thread of its own, until it leaves or the program ends. Thread-safe. */
public final class NodeLoop {
    /** How long it waits for something to apply; well within the time after which a lease is renewed. */
    private static final Duration PATIENCE = Hub.OWN_LEASE.dividedBy(8);
    /** How long it leaves a hub alone that does not answer; twice as long each time, as each attempt may be logged at length. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** Well within the grace, in which it has to be noticed that the hub is back. */
    private static final long LONGEST_PAUSE_NANOS = 8 * PAUSE_NANOS;
    /** How long the end waits for the others to be told. */
    private static final long FAREWELL_MILLIS = 500;
    /** For so long who leaves goes on trying to tell the hub what he has written; then it is as if he had been killed. */
    private static final long LONGEST_STAY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Node node;
    private final Consumer<String> trouble;
    private final Runnable afterwards;
    private final Thread thread;
    private final Thread hook;
    private volatile boolean leaving;
    /** Written before it is leaving. */
    private long leavingSince;
    /** Of its own thread only. */
    private long pauseNanos = PAUSE_NANOS;

    private NodeLoop(Node node, Consumer<String> trouble, Runnable afterwards) {
        this.node = node;
        this.trouble = trouble;
        this.afterwards = afterwards;
        this.thread = thread(this::run, "larder-hub");
        this.hook = thread(() -> sayFarewell(node), "larder-leaves");
    }

    /** Returns one that outlives whoever has it made, and holds nothing of his. */
    private static Thread thread(Runnable task, String name) {
        Thread thread = new Thread(null, task, name, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(NodeLoop.class.getClassLoader());
        return thread;
    }

    /**
     * Starts the thread, a daemon.
     *
     * @param trouble is told, again and again, that the hub does not answer
     * @param afterwards is run by the thread when the node has left: nothing is asked of the hub any more
     */
    public static NodeLoop start(Node node, Consumer<String> trouble, Runnable afterwards) {
        NodeLoop loop = new NodeLoop(node, trouble, afterwards);
        loop.thread.start();
        try {
            Runtime.getRuntime().addShutdownHook(loop.hook);
        } catch (IllegalStateException ending) {
            sayFarewell(node);
        }
        return loop;
    }

    /** Returns what it keeps going. */
    public Node node() {
        return node;
    }

    /**
     * Has the node leave the others: it serves nothing from now on, and ends as soon as the hub knows of all that it has
     * written. Returns at once. To be called once.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // It is told once more at the end.
    public void leave() {
        leavingSince = System.nanoTime();
        leaving = true;
        node.retire();
        LockSupport.unpark(thread);
    }

    /** Waits until the node has left, at most so long; returns whether it has. */
    public boolean awaitEnd(Duration atMost) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, atMost.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }

    private void run() {
        while (!isOver()) {
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
        end();
    }

    private boolean isOver() {
        return leaving && (node.hasToldAll() || System.nanoTime() - leavingSince > LONGEST_STAY_NANOS);
    }

    private void pause(String reason) {
        trouble.accept(reason);
        LockSupport.parkNanos(pauseNanos);
        pauseNanos = Math.min(2 * pauseNanos, LONGEST_PAUSE_NANOS);
    }

    private void end() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            // Then nothing needs it to be gone.
        }
        try {
            // Again: when it was to leave it may have been about to join.
            sayFarewell(node);
            node.end();
        } finally {
            afterwards.run();
        }
    }

    /** Writers elsewhere need not wait until the lease of this process has run out. */
    private static void sayFarewell(Node node) {
        node.retire()
                .toCompletableFuture()
                .completeOnTimeout(
                        new Reply.Unreachable<>("the process leaves"), FAREWELL_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }
}
