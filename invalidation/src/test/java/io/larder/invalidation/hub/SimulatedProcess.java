package io.larder.invalidation.hub;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.LongSupplier;

/** A process that reads and writes counters, keeps what it read, and can be stopped, cut off and killed. */
final class SimulatedProcess {
    /** Rows that only ever grow: the database. The second number is the lowest that a read may give from now on. */
    record Counter(AtomicLong committed, AtomicLong acknowledged) {
        Counter() {
            this(new AtomicLong(), new AtomicLong());
        }
    }

    private record Kept(long value, Stamp stamp) {}

    private final Map<TableName, Counter> database;
    private final LongSupplier nanoTime;
    private final TableClocks clocks = new TableClocks();
    private final Map<TableName, Kept> kept = new ConcurrentHashMap<>();
    private final ReentrantReadWriteLock running = new ReentrantReadWriteLock();
    private final Node node;
    final UnreliableHub hub;
    final AtomicLong hits = new AtomicLong();
    final AtomicLong stale = new AtomicLong();
    final AtomicLong writes = new AtomicLong();
    private final Flaw flaw;
    private volatile boolean killed;

    SimulatedProcess(Map<TableName, Counter> database, Hub hub, Flaw flaw, LongSupplier nanoTime) {
        this.database = database;
        this.nanoTime = nanoTime;
        this.flaw = flaw;
        this.hub = new UnreliableHub(hub);
        Consistency consistency = flaw == Flaw.WRITERS_DO_NOT_WAIT ? Consistency.BOUNDED : Consistency.STRICT;
        Duration hold = flaw == Flaw.HUB_SWEEPS_AT_ONCE ? Duration.ZERO : Duration.ofSeconds(60);
        this.node = new Node(this.hub, clocks, consistency, hold, nanoTime);
    }

    void kill() {
        killed = true;
        node.close();
    }

    /** Stops all of its threads, as SIGSTOP does, but for those that are inside the database or the hub. */
    void stopped(Runnable meanwhile) {
        running.writeLock().lock();
        try {
            meanwhile.run();
        } finally {
            running.writeLock().unlock();
        }
    }

    void followLog() {
        while (!killed) {
            breathe();
            if (!node.step(Duration.ofMillis(10))) {
                Thread.onSpinWait();
            }
        }
    }

    void work(Random random, TableName[] tables) {
        while (!killed) {
            breathe();
            TableName table = tables[random.nextInt(tables.length)];
            if (random.nextInt(30) == 0) {
                write(table, random);
            } else {
                read(table);
            }
        }
    }

    void readOnly(Random random, TableName[] tables) {
        while (!killed) {
            breathe();
            read(tables[random.nextInt(tables.length)]);
        }
    }

    private void breathe() {
        running.readLock().lock();
        try {
            // Whoever is stopped is stopped here.
        } finally {
            running.readLock().unlock();
        }
    }

    private void linger(Random random) {
        LockSupport.parkNanos(random.nextInt(4) == 0 ? TimeUnit.MILLISECONDS.toNanos(5) : 1);
        breathe();
    }

    private void read(TableName table) {
        Counter counter = counter(table);
        long atLeast = counter.acknowledged().get();
        Lease lease = node.lease();
        Dependencies dependencies = clocks.dependenciesOn(Set.of(table));
        Kept answer = kept.get(table);
        long now = nanoTime.getAsLong();
        if (flaw != Flaw.READERS_HOLD_NO_LEASE && (lease == null || !lease.allows(now))) {
            return;
        }
        if (answer != null && dependencies.unchangedSince(answer.stamp())) {
            hits.incrementAndGet();
            if (answer.value() < atLeast) {
                stale.incrementAndGet();
            }
            return;
        }
        Stamp stamp = clocks.now();
        if (dependencies.areChanging() && flaw != Flaw.READERS_KEEP_WHAT_RACED) {
            return;
        }
        long value = counter.committed().get();
        // The rows are on their way.
        LockSupport.parkNanos(1);
        breathe();
        boolean raced = lease != node.lease()
                || lease != null && !lease.allows(nanoTime.getAsLong())
                || !dependencies.unchangedSince(stamp);
        if (flaw == Flaw.READERS_KEEP_WHAT_RACED) {
            kept.put(table, new Kept(value, clocks.now()));
        } else if (!raced) {
            kept.put(table, new Kept(value, stamp));
        }
    }

    private void write(TableName table, Random random) {
        Counter counter = counter(table);
        Change change = new Change.Tables(Set.of(new TableChange(table, TableChange.Kind.ANY)));
        Node.Outcome outcome = node.announce(change);
        boolean refused = !outcome.agreed() && flaw != Flaw.WRITERS_DO_NOT_CARE;
        if (refused || random.nextInt(10) == 0) {
            outcome.announcement().rolledBack();
            return;
        }
        if (killed) {
            return;
        }
        // The COMMIT is on its way, and some take long.
        linger(random);
        long value = counter.committed().incrementAndGet();
        counter.acknowledged().accumulateAndGet(value, Math::max);
        // It is done, and the others are not told yet.
        linger(random);
        writes.incrementAndGet();
        outcome.announcement().committed();
    }

    private Counter counter(TableName table) {
        Counter counter = database.get(table);
        if (counter == null) {
            throw new IllegalArgumentException(table.name());
        }
        return counter;
    }
}
