package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.hub.SimulatedProcess.Counter;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Processes in one JVM, on a hub in memory, with faults: no read that starts after a write was acknowledged sees less. */
class StaleReadsAmongNodesTest {
    private static final Duration FOR = Duration.ofSeconds(6);
    /** A lease takes a tenth of a second, so that many of them lapse in a short time. */
    private static final LongSupplier FAST_CLOCK = () -> 20 * System.nanoTime();

    private static final TableName[] TABLES = {new TableName("a"), new TableName("b"), new TableName("c")};

    private final HubInMemory hub = new HubInMemory(FAST_CLOCK);
    private final Map<TableName, Counter> database = new ConcurrentHashMap<>();
    private final List<SimulatedProcess> processes = new CopyOnWriteArrayList<>();
    private final List<SimulatedProcess> all = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int faults;

    @Test
    void whoWaitsForAllNeverLetsAnybodySeeThePast() throws InterruptedException {
        hunt(Consistency.STRICT);

        assertThat(stale()).as("stale reads").isZero();
        assertThat(all.stream().mapToLong(process -> process.hits.get()).sum()).isGreaterThan(10_000);
        assertThat(all.stream().mapToLong(process -> process.writes.get()).sum())
                .isGreaterThan(100);
        assertThat(faults).isGreaterThan(20);
    }

    @Test
    void whoDoesNotWaitIsCaught() throws InterruptedException {
        hunt(Consistency.BOUNDED);

        assertThat(stale()).as("stale reads").isPositive();
    }

    private long stale() {
        return all.stream().mapToLong(process -> process.stale.get()).sum();
    }

    private void hunt(Consistency consistency) throws InterruptedException {
        for (TableName table : TABLES) {
            database.put(table, new Counter());
        }
        for (int i = 0; i < 3; i++) {
            start(consistency);
        }
        Random random = new Random(7);
        long end = System.nanoTime() + FOR.toNanos();
        while (System.nanoTime() < end) {
            // Time for the processes to work between two faults; nothing waits for what happens in it.
            Thread.sleep(60);
            fault(random, consistency);
        }
        processes.forEach(SimulatedProcess::kill);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void start(Consistency consistency) {
        SimulatedProcess process = new SimulatedProcess(database, hub, consistency, FAST_CLOCK);
        processes.add(process);
        all.add(process);
        threads.add(new Thread(process::followLog));
        threads.add(new Thread(() -> process.work(new Random(threads.size()), TABLES)));
        threads.add(new Thread(() -> process.work(new Random(threads.size()), TABLES)));
        threads.subList(threads.size() - 3, threads.size()).forEach(Thread::start);
    }

    private void fault(Random random, Consistency consistency) throws InterruptedException {
        faults++;
        SimulatedProcess victim = processes.get(random.nextInt(processes.size()));
        long millis = random.nextInt(200);
        switch (random.nextInt(7)) {
            case 0 -> hub.loseMemory();
            case 1 -> hub.loseEnd(1 + random.nextInt(3));
            case 2 -> {
                victim.kill();
                processes.remove(victim);
                start(consistency);
            }
            case 3 -> victim.stopped(() -> pause(millis));
            case 4 -> {
                victim.hub.loseRequests(true);
                Thread.sleep(millis);
                victim.hub.loseRequests(false);
            }
            case 5 -> {
                victim.hub.loseReplies(true);
                Thread.sleep(millis);
                victim.hub.loseReplies(false);
            }
            default -> hub.sweep(hub.epoch(), Duration.ofSeconds(60));
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
