package io.larder.invalidation.hub;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This process among those that keep answers of one database. One thread calls {@link #step} again and again; the other
 * methods may be called by any thread.
 */
public final class Node {
    private final NodeId id = NodeId.random();
    private final Hub hub;
    private final TableClocks clocks;
    private final LongSupplier nanoTime;
    private final Consistency consistency;
    private final OwnIntents intents;
    private final Membership membership;
    private final Agreement agreement;

    /**
     * @param orphanHold how long a COMMIT may still be on its way when its process is gone
     * @param nanoTime as {@link System#nanoTime()}
     */
    public Node(Hub hub, TableClocks clocks, Consistency consistency, Duration orphanHold, LongSupplier nanoTime) {
        this.hub = hub;
        this.clocks = clocks;
        this.nanoTime = nanoTime;
        this.consistency = consistency;
        this.intents = new OwnIntents(id, hub);
        Acknowledgements acknowledgements = new Acknowledgements();
        this.membership = new Membership(id, hub, clocks, orphanHold, nanoTime, intents, acknowledgements);
        this.agreement = new Agreement(id, hub, membership, intents, acknowledgements, nanoTime);
    }

    /** Returns by which name the others know this process. */
    public NodeId id() {
        return id;
    }

    /**
     * Asks which processes have a lease, and how far each has applied the log; beyond its end if it serves nothing. Waits for
     * the hub.
     */
    public Reply<Map<NodeId, Long>> leases() {
        Lease held = membership.lease();
        return held == null ? new Reply.LeaseGone<>() : hub.acknowledged(held.epoch());
    }

    /** Returns the lease in force; null if nothing may be served or stored. */
    public @Nullable Lease lease() {
        return membership.servingLease();
    }

    /** Returns whether the hub answered when it was asked last. */
    public boolean isAnswered() {
        return membership.isAnswered();
    }

    /**
     * Returns how old the latest certainty is that everything in the log is applied, in nanoseconds; empty if there never was
     * one. A fraction of a second is usual.
     */
    public OptionalLong behindNanos() {
        return membership.behindNanos();
    }

    /** Returns the place up to which this process has applied all changes; null while nothing may be served or stored. */
    public @Nullable Place place() {
        Lease held = membership.servingLease();
        ChangeHistory history = membership.history();
        return held != null && history != null && held.allows(nanoTime.getAsLong()) ? history.now() : null;
    }

    /**
     * Returns whether none of the tables has changed after a place, as far as this process has applied the log and by what it
     * has changed itself; false in doubt. What it says holds together with the clocks: they must not have moved since before
     * this was asked.
     */
    public boolean unchangedSince(Place place, Set<TableName> tables) {
        ChangeHistory history = membership.history();
        return history != null && !intents.mayHaveChanged(tables) && history.unchangedSince(place, tables);
    }

    /**
     * Does what is next: joins, applies the log, renews the lease.
     *
     * @param patience how long it may wait for something to apply
     * @return whether the hub answered
     */
    public boolean step(Duration patience) {
        return membership.step(patience);
    }

    /** Serves nothing from now on, and tells the others that they need not wait for this process. It may still write. */
    public CompletionStage<Reply<Boolean>> retire() {
        return membership.retire();
    }

    /** Takes this process out: nothing is served or waited for any more. */
    public void close() {
        membership.leave();
    }

    /** Returns whether the hub has been told of all that this process has announced. */
    boolean hasToldAll() {
        return intents.areAllTold();
    }

    /** Takes this process out for good; to be called by the thread that calls {@link #step}, instead of that. */
    void end() {
        membership.end();
    }

    /**
     * Announces changes that are about to be committed, to this process and to the others. When it returns, no process can
     * serve or store what they outdate, as far as the consistency demands and the hub could be reached.
     */
    public Outcome announce(Change change) {
        Announcement announcement = clocks.announce(change);
        if (change.isNothing()) {
            return new Outcome(announcement, true);
        }
        OwnIntent intent = intents.begin(change, nanoTime.getAsLong(), membership.lease());
        announcement.whenClosed(committed -> {
            Lease held = membership.lease();
            intents.close(intent, committed, held == null ? null : held.epoch(), nanoTime.getAsLong());
        });
        return new Outcome(announcement, consistency == Consistency.STRICT ? agreement.reach(intent) : sent(intent));
    }

    /**
     * Changes of which this process knows.
     *
     * @param announcement to be closed by its writer when the outcome is known
     * @param agreed whether the other processes know of them as well, or will in time
     */
    public record Outcome(Announcement announcement, boolean agreed) {}

    private boolean sent(OwnIntent intent) {
        Lease held = agreement.awaitLease();
        if (held == null) {
            return false;
        }
        hub.announce(id, held.epoch(), intent.nonce(), intent.change()).thenAccept(reply -> {
            if (reply instanceof Reply.Done<Hub.Announced> done) {
                intents.standsAt(held.epoch(), new LogPosition(done.value().position(), intent.nonce()));
            }
        });
        return true;
    }
}
