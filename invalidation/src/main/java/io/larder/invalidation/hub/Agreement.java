package io.larder.invalidation.hub;

import io.larder.invalidation.hub.Hub.Announced;
import io.larder.invalidation.hub.Reply.Done;
import io.larder.invalidation.hub.Reply.EpochGone;
import io.larder.invalidation.hub.Reply.LeaseGone;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What a writer waits for before it commits, if writes are to be seen by all at once: that every process with a lease knows,
 * or has lost its lease. Thread-safe.
 */
final class Agreement {
    /** How often a writer looks at the leases of those that it waits for. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

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
     * @return false if the hub was out of reach for so long that no process that is cut off like this one can serve any more
     */
    boolean reach(OwnIntent intent) {
        boolean interrupted = false;
        try {
            while (true) {
                Lease held = membership.lease();
                if (held != null && held.allows(nanoTime.getAsLong())) {
                    Reply<Announced> reply = hub.announce(self, held.epoch(), intent.nonce(), intent.change())
                            .toCompletableFuture()
                            .join();
                    if (reply instanceof Done<Announced> done) {
                        intents.standsAt(
                                held.epoch(), new LogPosition(done.value().position(), intent.nonce()));
                        Waiting waiting = new Waiting(held, done.value());
                        if (waiting.untilAllKnow()) {
                            return true;
                        }
                        interrupted |= waiting.interrupted;
                        continue;
                    }
                    if (reply instanceof EpochGone || reply instanceof LeaseGone) {
                        held.revoke();
                    }
                }
                if (membership.isCutOff()) {
                    return false;
                }
                interrupted |= acknowledgements.await(LOOK_NANOS);
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** For one intent under one lease. */
    private final class Waiting {
        private final Lease held;
        private final long position;
        private final Map<NodeId, Long> awaited;
        private boolean interrupted;

        Waiting(Lease held, Announced announced) {
            this.held = held;
            this.position = announced.position();
            this.awaited = new HashMap<>(announced.acknowledged());
        }

        /** Returns false if the lease did not last so long: the intent may have been swept, or be in a memory that is gone. */
        boolean untilAllKnow() {
            while (held.isGood(nanoTime.getAsLong())) {
                interrupted |= acknowledgements.awaitThoseAt(position, held.epoch(), awaited, LOOK_NANOS);
                if (awaited.isEmpty()) {
                    // Last: an intent under a lease that was interrupted may have been closed by others.
                    return held.isGood(nanoTime.getAsLong()) && held == membership.lease();
                }
                leaveOutThoseWithoutLease();
            }
            return false;
        }

        private void leaveOutThoseWithoutLease() {
            Reply<Map<NodeId, Long>> reply = hub.acknowledged(held.epoch());
            if (reply instanceof Done<Map<NodeId, Long>> done) {
                acknowledgements.arrived(done.value());
                awaited.keySet().retainAll(done.value().keySet());
            } else if (reply instanceof EpochGone) {
                held.revoke();
            }
        }
    }
}
