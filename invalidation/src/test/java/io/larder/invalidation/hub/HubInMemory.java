package io.larder.invalidation.hub;

import io.larder.invalidation.hub.Reply.Done;
import io.larder.invalidation.hub.Reply.EpochGone;
import io.larder.invalidation.hub.Reply.LeaseGone;
import io.larder.sql.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The store's part of the protocol, without a store: what its scripts must do. Loses its memory, or its end, on demand. */
final class HubInMemory implements Hub {
    private final LongSupplier nanoTime;
    private final Duration lease;
    private final Duration grace;
    private @Nullable String epoch;
    private long graceEnds;
    private List<LogEntry> log = new ArrayList<>();
    /** Entries up to there cannot be read any more. */
    private int cutTo;

    private final Map<NodeId, Long> leaseEnds = new HashMap<>();
    private final Map<NodeId, Long> applied = new HashMap<>();
    private final TreeMap<Long, LogEntry.Intent> open = new TreeMap<>();
    private final Map<NodeId, Map<NodeId, Long>> inboxes = new HashMap<>();

    HubInMemory(LongSupplier nanoTime) {
        this(nanoTime, LEASE, LEASE);
    }

    /**
     * A hub that may be wrong about the protocol's times.
     *
     * @param lease for how long writers wait for a process that does not renew it
     */
    HubInMemory(LongSupplier nanoTime, Duration lease, Duration grace) {
        this.nanoTime = nanoTime;
        this.lease = lease;
        this.grace = grace;
    }

    synchronized String epoch() {
        return epoch == null ? "" : epoch;
    }

    synchronized void loseMemory() {
        epoch = null;
        log = new ArrayList<>();
        cutTo = 0;
        leaseEnds.clear();
        applied.clear();
        open.clear();
        inboxes.clear();
    }

    /** As after the eviction of the log: intents and leases are still there. */
    synchronized void loseLog() {
        cutTo = log.size();
    }

    synchronized long head() {
        return log.size();
    }

    @Override
    public synchronized Reply<Joined> join(NodeId node, String newEpoch) {
        String current = epoch;
        if (current == null || leaseEnds.keySet().stream().noneMatch(this::hasLease)) {
            current = newEpoch;
            epoch = newEpoch;
            graceEnds = nanoTime.getAsLong() + grace.toNanos();
        }
        leaseEnds.put(node, nanoTime.getAsLong() + LEASE.toNanos());
        applied.putIfAbsent(node, 0L);
        Duration left = Duration.ofNanos(Math.max(0, graceEnds - nanoTime.getAsLong()));
        return new Done<>(new Joined(current, end(), new ArrayList<>(open.values()), left));
    }

    @Override
    public synchronized Reply<Boolean> acknowledge(NodeId node, String of, LogPosition at, Set<NodeId> writers) {
        if (!of.equals(epoch)) {
            return new EpochGone<>();
        }
        if (!hasLease(node)) {
            return new LeaseGone<>();
        }
        leaseEnds.put(node, nanoTime.getAsLong() + LEASE.toNanos());
        applied.merge(node, at.number(), Math::max);
        writers.forEach(writer ->
                inboxes.computeIfAbsent(writer, absent -> new HashMap<>()).put(node, at.number()));
        notifyAll();
        return new Done<>(at.number() == log.size());
    }

    @Override
    public synchronized CompletionStage<Reply<Announced>> announce(NodeId node, String of, long nonce, Change change) {
        if (!of.equals(epoch)) {
            return CompletableFuture.completedStage(new EpochGone<>());
        }
        if (!hasLease(node)) {
            return CompletableFuture.completedStage(new LeaseGone<>());
        }
        long position = open.values().stream()
                .filter(intent -> intent.at().nonce() == nonce)
                .map(intent -> intent.at().number())
                .findFirst()
                .orElseGet(() -> {
                    LogEntry.Intent intent = new LogEntry.Intent(new LogPosition(log.size() + 1L, nonce), node, change);
                    open.put(intent.at().number(), intent);
                    append(intent);
                    return intent.at().number();
                });
        Map<NodeId, Long> others = live();
        others.remove(node);
        return CompletableFuture.completedStage(new Done<>(new Announced(position, others)));
    }

    @Override
    public synchronized CompletionStage<Reply<Boolean>> retire(NodeId node, String of) {
        if (!of.equals(epoch)) {
            return CompletableFuture.completedStage(new EpochGone<>());
        }
        applied.put(node, Long.MAX_VALUE);
        return CompletableFuture.completedStage(new Done<>(true));
    }

    @Override
    public synchronized Reply<Map<NodeId, Long>> acknowledged(String of) {
        return of.equals(epoch) ? new Done<>(live()) : new EpochGone<>();
    }

    @Override
    public synchronized CompletionStage<Reply<Boolean>> close(
            NodeId node, String of, long intent, boolean committed, Change change) {
        if (!of.equals(epoch)) {
            return CompletableFuture.completedStage(new EpochGone<>());
        }
        if (open.remove(intent) != null || committed) {
            append(close(node, intent, committed, change));
        }
        return CompletableFuture.completedStage(new Done<>(true));
    }

    @Override
    public synchronized Reply<Integer> sweep(String of, Duration hold) {
        if (!of.equals(epoch)) {
            return new EpochGone<>();
        }
        List<LogEntry.Intent> dead = open.values().stream()
                .filter(intent -> {
                    Long end = leaseEnds.get(intent.by());
                    return end == null || nanoTime.getAsLong() - end > hold.toNanos();
                })
                .toList();
        for (LogEntry.Intent intent : dead) {
            open.remove(intent.at().number());
            append(close(intent.by(), intent.at().number(), true, intent.change()));
        }
        return new Done<>(dead.size());
    }

    @Override
    public synchronized Reply<Delivery> read(NodeId node, String of, LogPosition after, Duration patience) {
        if (!of.equals(epoch)) {
            return new EpochGone<>();
        }
        long end = System.nanoTime() + patience.toNanos();
        while (of.equals(epoch)
                && after.number() >= log.size()
                && !inboxes.containsKey(node)
                && System.nanoTime() < end) {
            try {
                wait(patience.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (!of.equals(epoch)) {
            return new EpochGone<>();
        }
        Map<NodeId, Long> inbox = inboxes.remove(node);
        int from = Math.max(cutTo, (int) Math.min(after.number(), log.size()));
        return new Done<>(new Delivery(log.subList(from, log.size()), inbox == null ? Map.of() : inbox));
    }

    private LogEntry.Close close(NodeId by, long intent, boolean committed, Change change) {
        return new LogEntry.Close(new LogPosition(log.size() + 1L, System.nanoTime()), by, intent, committed, change);
    }

    private void append(LogEntry entry) {
        log.add(entry);
        notifyAll();
    }

    private LogPosition end() {
        return log.isEmpty() ? LogPosition.START : log.get(log.size() - 1).at();
    }

    private boolean hasLease(NodeId node) {
        Long end = leaseEnds.get(node);
        return end != null && nanoTime.getAsLong() - end < 0;
    }

    private Map<NodeId, Long> live() {
        Map<NodeId, Long> live = new HashMap<>();
        applied.forEach((node, position) -> {
            Long end = leaseEnds.get(node);
            if (end != null && nanoTime.getAsLong() - end < lease.toNanos() - LEASE.toNanos()) {
                live.put(node, position);
            }
        });
        return live;
    }
}
