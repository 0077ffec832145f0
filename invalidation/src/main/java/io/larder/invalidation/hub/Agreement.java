package io.larder.invalidation.hub;

import io.larder.invalidation.hub.Hub.Announced;
import io.larder.invalidation.hub.Reply.Done;
import io.larder.invalidation.hub.Reply.EpochGone;
import io.larder.invalidation.hub.Reply.LeaseGone;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a writer waits for before it commits, if writes are to be seen by all at once: that every process with a lease knows,
 * or has lost its lease. Thread-safe.
 */
final class Agreement {
    /** How often a writer looks at the leases of those that it waits for. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** After this a hub that comes and goes counts as one that is gone: no application may be stopped by it. */
    private static final long PATIENCE = 5 * Hub.LEASE.toNanos();

    private final NodeId self;
    private final Hub hub;
    private final Membership membership;
    private final OwnIntents intents;
    private final Acknowledgements acknowledgements;
    private final LongSupplier nanoTime;

    Agreement(
            NodeId self,
            Hub hub,
            Membership membership,
            OwnIntents intents,
            Acknowledgements acknowledgements,
            LongSupplier nanoTime) {
        this.self = self;
        this.hub = hub;
        this.membership = membership;
        this.intents = intents;
        this.acknowledgements = acknowledgements;
        this.nanoTime = nanoTime;
    }

    /**
     * Announces an intent until it stands under one unbroken lease and all others have acknowledged it.
     *
     * @return false if the hub was out of reach for so long that no process that is cut off like this one can serve any more,
     *     or came and went for longer
     */
    boolean reach(OwnIntent intent) {
        Attempt attempt = new Attempt(intent, nanoTime.getAsLong() + PATIENCE);
        try {
            return attempt.succeeds();
        } finally {
            if (attempt.interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Returns the lease in force, whether or not it allows to serve yet; null if the hub is out of reach. */
    @Nullable
    Lease awaitLease() {
        long deadline = nanoTime.getAsLong() + PATIENCE;
        boolean interrupted = false;
        while (membership.lease() == null && !membership.isCutOff() && nanoTime.getAsLong() - deadline < 0) {
            interrupted |= acknowledgements.await(LOOK_NANOS);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return membership.lease();
    }

    /** For one intent. */
    private final class Attempt {
        private final OwnIntent intent;
        private final long deadline;
        private boolean interrupted;

        Attempt(OwnIntent intent, long deadline) {
            this.intent = intent;
            this.deadline = deadline;
        }

        boolean succeeds() {
            while (true) {
                // One that allows to serve: before, others may still hold a lease of an earlier epoch.
                Lease held = membership.lease();
                if (held != null && held.allows(nanoTime.getAsLong()) && standsUnder(held)) {
                    return true;
                }
                if (membership.isCutOff() || isLate()) {
                    return false;
                }
                interrupted |= acknowledgements.await(LOOK_NANOS);
            }
        }

        private boolean isLate() {
            return nanoTime.getAsLong() - deadline > 0;
        }

        private boolean standsUnder(Lease held) {
            Reply<Announced> reply = hub.announce(self, held.epoch(), intent.nonce(), intent.change())
                    .toCompletableFuture()
                    .join();
            if (reply instanceof EpochGone || reply instanceof LeaseGone) {
                held.revoke();
            }
            if (!(reply instanceof Done<Announced> done)) {
                return false;
            }
            LogPosition at = new LogPosition(done.value().position(), intent.nonce());
            intents.standsAt(held.epoch(), at);
            return allKnow(held, at.number(), new HashMap<>(done.value().acknowledged()));
        }

        /** Returns false if the lease did not last so long: the intent may have been swept, or be in a memory that is gone. */
        private boolean allKnow(Lease held, long position, Map<NodeId, Long> awaited) {
            while (held.isGood(nanoTime.getAsLong()) && !isLate()) {
                interrupted |= acknowledgements.awaitThoseAt(position, held.epoch(), awaited, LOOK_NANOS);
                if (awaited.isEmpty()) {
                    // Last: an intent under a lease that was interrupted may have been closed by others.
                    return held.isGood(nanoTime.getAsLong()) && held == membership.lease();
                }
                leaveOutThoseWithoutLease(held, awaited);
            }
            return false;
        }

        private void leaveOutThoseWithoutLease(Lease held, Map<NodeId, Long> awaited) {
            Reply<Map<NodeId, Long>> reply = hub.acknowledged(held.epoch());
            if (reply instanceof Done<Map<NodeId, Long>> done) {
                acknowledgements.arrived(held.epoch(), done.value());
                awaited.keySet().retainAll(done.value().keySet());
            } else if (reply instanceof EpochGone) {
                held.revoke();
            }
        }
    }
}
