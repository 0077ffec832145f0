package io.larder.integration.hunt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hunts for stale reads, according to a plan. */
final class Hunt {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration START = Duration.ofSeconds(60);
    private static final int END_SECONDS = 30;
    /** At a time. */
    private static final int FAULTS = 3;

    private final HuntPlan plan;
    private final Ground ground;
    private final Random random;
    private final ExecutorService injectors = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fault");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore mayHappen = new Semaphore(FAULTS);

    private Hunt(HuntPlan plan, Ground ground) {
        this.plan = plan;
        this.ground = ground;
        this.random = new Random(plan.seed());
    }

    /** Arguments: how many seconds, and a seed (another one each time, if there is none). */
    public static void main(String[] args) throws IOException, SQLException {
        long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
        HuntResult result = run(HuntPlan.of(Duration.ofSeconds(Long.parseLong(args[0])), seed));
        result.findings().forEach(System.out::println);
        System.out.println(result.summary());
        System.exit(0);
    }

    /** Returns when it is over; all processes have ended then. */
    static HuntResult run(HuntPlan plan) throws IOException, SQLException {
        Path file = Files.createTempFile("larder-hunt", ".record");
        try (Ground ground = new Ground(plan, file)) {
            return new Hunt(plan, ground).run();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private HuntResult run() throws IOException {
        for (Prey process : ground.prey()) {
            process.start();
        }
        awaitTheirWork();
        long end = System.nanoTime() + plan.time().toNanos();
        List<Fault> deck = new ArrayList<>();
        long next = System.nanoTime();
        while (System.nanoTime() < end && !(plan.untilFound() && hasFound())) {
            if (!plan.faults().isEmpty() && System.nanoTime() >= next && mayHappen.tryAcquire()) {
                Prey process = ground.prey().get(random.nextInt(ground.prey().size()));
                start(draw(deck), process, new Random(random.nextLong()));
                next = System.nanoTime()
                        + (long) (random.nextDouble() * 2 * plan.gap().toNanos());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
        awaitTheEndOfFaults();
        Duration healed = awaitHits();
        finish();
        return result(healed);
    }

    private void awaitTheirWork() {
        long end = System.nanoTime() + START.toNanos();
        SharedRecord record = ground.record();
        while (!ground.prey().stream().allMatch(process -> record.get(process.place(), Figure.WRITES) > 0)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(
                        "the processes do not work: " + ground.journal().findings());
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private boolean hasFound() {
        SharedRecord record = ground.record();
        return record.total(Figure.STALE) + record.total(Figure.BACKWARDS) > 0;
    }

    /** All kinds, one after the other, each time in another order. */
    private Fault draw(List<Fault> deck) {
        if (deck.isEmpty()) {
            plan.faults().stream().sorted().forEach(deck::add);
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private void start(Fault fault, Prey process, Random itsRandom) {
        injectors.execute(() -> {
            try {
                fault.happen(ground, process, itsRandom);
            } catch (IOException | SQLException | RuntimeException failure) {
                ground.journal().told("HUNT " + System.nanoTime() + " " + fault + " failed: " + failure);
            } finally {
                mayHappen.release();
            }
        });
    }

    private void awaitTheEndOfFaults() {
        injectors.shutdown();
        try {
            if (!injectors.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                ground.journal().told("HUNT " + System.nanoTime() + " a fault does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whatever has happened, all is well again some time later. */
    private Duration awaitHits() {
        SharedRecord record = ground.record();
        long start = System.nanoTime();
        for (Prey process : ground.prey()) {
            long before = record.get(process.place(), Figure.HITS);
            while (record.get(process.place(), Figure.HITS) == before) {
                if (System.nanoTime() - start > START.toNanos()) {
                    ground.journal().told("HUNT " + System.nanoTime() + " " + process + " serves nothing any more");
                    break;
                }
                LockSupport.parkNanos(LOOK_NANOS);
            }
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private void finish() {
        ground.record().end();
        for (Prey process : ground.prey()) {
            if (!process.ends(END_SECONDS)) {
                ground.journal().told("HUNT " + System.nanoTime() + " " + process + " does not end");
            }
        }
    }

    private HuntResult result(Duration healed) {
        Map<Figure, Long> figures = new EnumMap<>(Figure.class);
        for (Figure figure : Figure.values()) {
            SharedRecord record = ground.record();
            figures.put(figure, figure.isHighest() ? record.highest(figure) : record.total(figure));
        }
        return new HuntResult(
                plan,
                figures,
                ground.journal().faults(),
                healed,
                ground.journal().findings());
    }
}
