package io.larder.invalidation.hub;

import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Hub.Delivery;
import io.larder.invalidation.hub.Hub.Joined;
import io.larder.invalidation.hub.Reply.Done;
import io.larder.invalidation.hub.Reply.Unreachable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Holds this process's lease and applies the log, step by step. Used by one thread, but for the lease, which all may ask. */
final class Membership {
    private static final long RENEW_AFTER = Hub.OWN_LEASE.toNanos() / 4;
    /** How often somebody looks for intents of processes that are gone. */
    private static final long SWEEP_AFTER = 2 * Hub.LEASE.toNanos();

    private final NodeId self;
    private final Hub hub;
    private final Duration orphanHold;
    private final LongSupplier nanoTime;
    private final OwnIntents intents;
    private final Acknowledgements acknowledgements;
    private final AppliedLog log;
    private final Orphans orphans;
    private final Set<NodeId> writersToTell = new HashSet<>();
    private volatile @Nullable Lease lease;
    private @Nullable String epoch;
    private long renewedAt;
    /** Before the hub was asked for what turned out to be the end of the log: what is served is as it was then, or later. */
    private volatile long endSeenAt;

    private volatile boolean endSeen;

    private long sweptAt;
    private long graceEnds;
    /** Since when the hub has not answered; null while it does. */
    private volatile @Nullable Long silentSince;

    private volatile boolean left;
    private volatile boolean retired;

    Membership(
            NodeId self,
            Hub hub,
            TableClocks clocks,
            Duration orphanHold,
            LongSupplier nanoTime,
            OwnIntents intents,
            Acknowledgements acknowledgements) {
        this.self = self;
        this.hub = hub;
        this.orphanHold = orphanHold;
        this.nanoTime = nanoTime;
        this.sweptAt = nanoTime.getAsLong();
        this.intents = intents;
        this.acknowledgements = acknowledgements;
        this.log = new AppliedLog(self, clocks, this::ownIntent, this::ownClose);
        this.orphans = new Orphans(self, hub, clocks, intents, orphanHold, () -> epoch, nanoTime);
    }

    /** Returns the lease in force, which may have lapsed or not allow to serve yet; null if nothing is to be served. */
    @Nullable
    Lease servingLease() {
        return retired ? null : lease;
    }

    /** Returns the lease in force, which may have lapsed or not allow to serve yet; null if there is none. */
    @Nullable
    Lease lease() {
        return lease;
    }

    /**
     * Returns whether the hub has been silent for so long that no process whom it does not answer either can still hold a
     * lease.
     */
    boolean isCutOff() {
        Long since = silentSince;
        return left || since != null && nanoTime.getAsLong() - since > Hub.LEASE.toNanos();
    }

    /** Returns whether the hub answered when it was asked last. */
    boolean isAnswered() {
        return endSeen && silentSince == null;
    }

    /** Returns how long ago all of the log was known, in nanoseconds; empty if it never was. */
    OptionalLong behindNanos() {
        return endSeen ? OptionalLong.of(Math.max(0, nanoTime.getAsLong() - endSeenAt)) : OptionalLong.empty();
    }

    /** Serves nothing from now on; holds the lease that a writer must have. */
    CompletionStage<Reply<Boolean>> retire() {
        retired = true;
        Lease held = lease;
        return held == null
                ? CompletableFuture.completedStage(new Reply.LeaseGone<>())
                : hub.retire(self, held.epoch());
    }

    /** Serves nothing from now on, and lets nobody wait. */
    void leave() {
        left = true;
        revoke();
    }

    /** The last step: what was heard of others ends, because nobody will hear how it ends. */
    void end() {
        leave();
        log.forget();
    }

    /**
     * Joins if need be; else applies what comes within some time, and renews the lease.
     *
     * @return whether the hub answered
     */
    boolean step(Duration patience) {
        boolean answered = false;
        try {
            answered = !left && stepped(patience);
            return answered;
        } finally {
            // Also if it failed: or writers would wait for it for ever.
            if (answered) {
                silentSince = null;
            } else if (silentSince == null) {
                // Not when it was asked: it may have answered others since.
                silentSince = nanoTime.getAsLong();
            }
        }
    }

    private boolean stepped(Duration patience) {
        Lease held = lease;
        if (held == null || !held.isGood(nanoTime.getAsLong())) {
            lease = null;
            return join();
        }
        if (held.isOfGrace() && nanoTime.getAsLong() - graceEnds >= 0) {
            // What was announced again meanwhile must be known before anything is served.
            return join();
        }
        long asked = nanoTime.getAsLong();
        Reply<Delivery> reply = hub.read(self, held.epoch(), log.position(), patience);
        if (!(reply instanceof Done<Delivery> done)) {
            return refused(reply);
        }
        if (!apply(held.epoch(), done.value(), asked)) {
            return true;
        }
        boolean due = nanoTime.getAsLong() - renewedAt > RENEW_AFTER;
        if ((due || !writersToTell.isEmpty()) && !renew(held)) {
            // That the lease is gone is an answer.
            return lease != held;
        }
        if (due) {
            leaveOrphans(held);
        }
        intents.tellAgain(held.epoch(), nanoTime.getAsLong());
        return sweep(held);
    }

    private boolean sweep(Lease held) {
        long now = nanoTime.getAsLong();
        if (now - sweptAt < SWEEP_AFTER) {
            return true;
        }
        sweptAt = now;
        Reply<Integer> reply = hub.sweep(held.epoch(), orphanHold);
        return reply instanceof Done || refused(reply);
    }

    private void leaveOrphans(Lease held) {
        if (!orphans.isEmpty() && hub.acknowledged(held.epoch()) instanceof Done<Map<NodeId, Long>> alive) {
            orphans.leave(alive.value().keySet());
        }
    }

    /** Reads what was before: answers of other processes may be older than this one's place among them. */
    private ChangeHistory learn(String memory, LogPosition head) {
        // The number is what counts here; that there is an entry without a nonce nobody claims.
        LogPosition after = new LogPosition(Math.max(0, head.number() - ChangeHistory.REMEMBERED), 0);
        ChangeHistory history = new ChangeHistory(memory, after);
        while (history.now().at().number() < head.number()) {
            Reply<Delivery> reply = hub.read(self, memory, history.now().at(), Duration.ZERO);
            if (!(reply instanceof Done<Delivery> done)
                    || done.value().entries().isEmpty()) {
                return new ChangeHistory(memory, head);
            }
            acknowledgements.arrived(memory, done.value().acknowledged());
            history.learn(done.value().entries(), head.number());
        }
        return history.now().at().equals(head) ? history : new ChangeHistory(memory, head);
    }

    /** Returns what is known of the order of all changes; null if nothing is. */
    @Nullable
    ChangeHistory history() {
        // Who serves nothing may have left, and its log goes on without it.
        return retired ? null : log.history();
    }

    private boolean join() {
        long asked = nanoTime.getAsLong();
        Reply<Joined> reply = hub.join(self, NodeId.random().value());
        if (!(reply instanceof Done<Joined> done)) {
            return refused(reply);
        }
        Joined joined = done.value();
        endSeenAt = asked;
        endSeen = true;
        graceEnds = nanoTime.getAsLong() + joined.grace().toNanos();
        Lease next = new Lease(joined.epoch(), joined.grace().isZero(), asked + Hub.OWN_LEASE.toNanos());
        if (!joined.epoch().equals(epoch)) {
            epoch = joined.epoch();
            acknowledgements.begin(joined.epoch());
            ChangeHistory history = learn(joined.epoch(), joined.head());
            List<LogEntry.Intent> heard = log.openIntents();
            log.beginAt(joined.head(), joined.intents(), history);
            intents.announceAgain(joined.epoch());
            orphans.adopt(heard, joined.intents(), joined.epoch());
        }
        // Told before anything else: the hub sees whether its log is still the one that was applied.
        if (renew(next) && catchUp(next, joined.head().number()) && next.isGood(nanoTime.getAsLong())) {
            lease = next;
            acknowledgements.changed();
            if (!next.isOfGrace()) {
                leaveOrphans(next);
            }
        }
        return true;
    }

    /** Returns whether everything up to a head is applied. */
    private boolean catchUp(Lease next, long head) {
        while (log.position().number() < head) {
            long asked = nanoTime.getAsLong();
            Reply<Delivery> reply = hub.read(self, next.epoch(), log.position(), Duration.ZERO);
            if (!(reply instanceof Done<Delivery> done)) {
                refused(reply);
                return false;
            }
            if (done.value().entries().isEmpty()) {
                // The end of the log is gone, or its middle was cut.
                startAnew();
                return false;
            }
            if (!apply(next.epoch(), done.value(), asked) || !renew(next)) {
                return false;
            }
        }
        return true;
    }

    private boolean apply(String memory, Delivery delivery, long asked) {
        acknowledgements.arrived(memory, delivery.acknowledged());
        AppliedLog.Applied applied = log.apply(delivery.entries());
        writersToTell.addAll(applied.writers());
        if (!applied.complete()) {
            startAnew();
        } else if (delivery.entries().size() < Hub.MOST_ENTRIES) {
            endSeenAt = asked;
        }
        return applied.complete();
    }

    /**
     * Returns whether the lease goes on: counted from when the hub was asked for what turned out to be the end of the log, so
     * that what is served is never older than a lease, however late replies are.
     */
    private boolean renew(Lease held) {
        long asked = nanoTime.getAsLong();
        Reply<Boolean> reply = hub.acknowledge(self, held.epoch(), log.position(), Set.copyOf(writersToTell));
        if (!(reply instanceof Done<Boolean> done)) {
            refused(reply);
            return false;
        }
        if (done.value()) {
            endSeenAt = asked;
        }
        writersToTell.clear();
        renewedAt = asked;
        return held.renew(endSeenAt, nanoTime.getAsLong());
    }

    /** Returns whether it was the hub that refused. */
    private boolean refused(Reply<?> reply) {
        if (reply instanceof Unreachable) {
            return false;
        }
        if (reply instanceof Reply.EpochGone) {
            startAnew();
        } else {
            revoke();
        }
        return true;
    }

    /** Nothing is known of the log any more: at the next step everything is dropped and begun at the head. */
    private void startAnew() {
        revoke();
        epoch = null;
    }

    private void revoke() {
        Lease held = lease;
        if (held != null) {
            held.revoke();
        }
        lease = null;
        acknowledgements.changed();
    }

    private void ownClose(long intent) {
        String memory = epoch;
        if (memory != null) {
            intents.seenClosed(memory, intent, lease);
        }
    }

    private void ownIntent(LogEntry.Intent intent) {
        String memory = epoch;
        if (memory != null) {
            intents.seen(memory, intent, nanoTime.getAsLong());
        }
    }
}
