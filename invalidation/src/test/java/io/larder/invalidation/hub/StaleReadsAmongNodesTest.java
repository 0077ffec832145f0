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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes in one JVM, on a hub in memory, with faults: no read that starts after a write was acknowledged sees less. */
class StaleReadsAmongNodesTest {
    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("tests.seconds", 4));
    private static final long SEED = Long.getLong("tests.seed", 7);
    private static final Duration HOLD = Duration.ofSeconds(60);
    /** More than there are writers: each of these holds one most of the time. */
    private static final TableName[] TABLES = "abcdefghijkl"
            .chars()
            .mapToObj(name -> new TableName(Character.toString(name)))
            .toArray(TableName[]::new);

    private final Map<TableName, Counter> database = new ConcurrentHashMap<>();
    private final List<SimulatedProcess> processes = new CopyOnWriteArrayList<>();
    private final List<SimulatedProcess> all = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int faults;

    @Test
    void nobodyEverSeesThePast() throws InterruptedException {
        hunt(Flaw.NONE);

        assertThat(sum(process -> process.stale.get()))
                .as("stale reads, seed %d", SEED)
                .isZero();
        assertThat(sum(process -> process.hits.get())).as("hits").isGreaterThan(1_000);
        assertThat(sum(process -> process.writes.get())).as("writes").isGreaterThan(30);
        assertThat(faults).as("faults").isGreaterThan(8);
    }

    @ParameterizedTest
    @EnumSource(value = Flaw.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void whoLeavesOutARuleIsCaught(Flaw flaw) throws InterruptedException {
        hunt(flaw);

        assertThat(sum(process -> process.stale.get())).as("stale reads").isPositive();
    }

    private long sum(ToLongFunction<SimulatedProcess> figure) {
        return all.stream().mapToLong(figure).sum();
    }

    private void hunt(Flaw flaw) throws InterruptedException {
        HubInMemory hub = new HubInMemory(
                StaleReadsAmongNodesTest::fastClock,
                flaw == Flaw.HUB_IS_IMPATIENT ? Hub.OWN_LEASE.dividedBy(8) : Hub.LEASE,
                flaw == Flaw.HUB_WITHOUT_GRACE ? Duration.ZERO : Hub.LEASE);
        for (TableName table : TABLES) {
            database.put(table, new Counter());
        }
        for (int i = 0; i < 3; i++) {
            start(hub, flaw);
        }
        Random random = new Random(SEED);
        long end = System.nanoTime()
                + LENGTH.multipliedBy(flaw == Flaw.NONE ? 1 : 20).toNanos();
        while (System.nanoTime() < end && sum(process -> process.stale.get()) == 0) {
            // Time for the processes to work between two faults; nothing waits for what happens in it.
            pause(flaw == Flaw.NONE ? 60 : 60 + random.nextInt(300));
            fault(random, hub, flaw);
        }
        processes.forEach(SimulatedProcess::kill);
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void start(Hub hub, Flaw flaw) {
        SimulatedProcess process = new SimulatedProcess(database, hub, flaw, StaleReadsAmongNodesTest::fastClock);
        processes.add(process);
        all.add(process);
        List<Thread> its = List.of(
                new Thread(process::followLog),
                new Thread(() -> process.work(new Random(SEED + all.size()), TABLES)),
                new Thread(() -> process.work(new Random(SEED - all.size()), TABLES)),
                // Goes on where the others wait for what they write.
                new Thread(() -> process.readOnly(new Random(SEED), TABLES)));
        its.forEach(Thread::start);
        threads.addAll(its);
    }

    private void fault(Random random, HubInMemory hub, Flaw flaw) {
        faults++;
        SimulatedProcess victim = processes.get(random.nextInt(processes.size()));
        long millis = 50L + random.nextInt(150);
        switch (kindOfFault(random, flaw)) {
            case 0 -> hub.loseMemory();
            case 1 -> hub.loseLog();
            case 2 -> {
                victim.kill();
                processes.remove(victim);
                start(hub, flaw);
            }
            case 3 -> victim.stopped(() -> pause(millis));
            case 4 -> victim.hub.loseRequests(() -> pause(millis));
            case 5 ->
                victim.hub.loseRequests(() -> {
                    hub.loseMemory();
                    pause(millis);
                });
            case 6 -> victim.hub.loseReplies(() -> pause(millis));
            default ->
                victim.hub.loseRequests(() -> {
                    victim.stopped(() -> {
                        pause(millis);
                        hub.sweep(hub.epoch(), flaw == Flaw.HUB_SWEEPS_AT_ONCE ? Duration.ZERO : HOLD);
                        pause(20);
                    });
                    pause(30);
                });
        }
    }

    /** Those that lay a flaw bare, so that the search is short. */
    private static int kindOfFault(Random random, Flaw flaw) {
        return switch (flaw) {
            case HUB_SWEEPS_AT_ONCE -> 7;
            case HUB_IS_IMPATIENT, READERS_HOLD_NO_LEASE -> 4;
            case HUB_WITHOUT_GRACE -> random.nextInt(3) == 0 ? 2 : 5;
            default -> random.nextInt(8);
        };
    }

    /** A lease takes a tenth of a second, so that many of them lapse in a short time. */
    private static long fastClock() {
        return 20 * System.nanoTime();
    }

    private static void pause(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
