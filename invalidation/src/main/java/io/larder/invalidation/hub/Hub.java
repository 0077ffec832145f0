package io.larder.invalidation.hub;

import io.larder.sql.Change;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The store through which the processes of one database agree: a log, the leases and what is open. Each method is one atomic
 * step of the store. Thread-safe; no method throws for trouble with the store.
 *
 * <p>A lease lasts {@link #LEASE} by the store's clock, from the moment at which the store carried out what renews it. A
 * process counts it as {@link #OWN_LEASE}, from before it asked, so that it ends there first.
 */
public interface Hub {
    /** How long the store counts a lease. */
    Duration LEASE = Duration.ofMillis(2_400);

    /** How long its process does: shorter, because their clocks need not run at the same rate. */
    Duration OWN_LEASE = Duration.ofSeconds(2);

    /** So many entries of the log are delivered at once: with fewer of them its end was reached. */
    int MOST_ENTRIES = 500;

    /**
     * Takes a process in, or again: its lease begins. Where nobody has a lease any more a new epoch begins, on the same log:
     * somebody may have written without the store, and tells of it within the grace.
     *
     * @param newEpoch the name of the epoch if the store's memory is new, or nobody has a lease
     */
    Reply<Joined> join(NodeId node, String newEpoch);

    /**
     * What a process must know when it joins.
     *
     * @param epoch name of the store's present memory
     * @param head the end of the log; answers may be served once it is applied
     * @param intents what is open at the head
     * @param grace how long nobody may serve or store yet, because leases of an earlier epoch may still run
     */
    record Joined(String epoch, LogPosition head, List<LogEntry.Intent> intents, Duration grace) {
        public Joined {
            intents = List.copyOf(intents);
        }
    }

    /**
     * Tells what a process has applied, which renews its lease; returns whether that is the end of the log.
     *
     * @param applied all up to there, this included
     * @param writers the processes to be told: those whose intents were applied since the last time
     */
    Reply<Boolean> acknowledge(NodeId node, String epoch, LogPosition applied, Set<NodeId> writers);

    /**
     * Appends an intent, if its process still has its lease; returns where it stands and who must acknowledge it. An intent
     * of this nonce that is open already is not appended once more.
     *
     * @param nonce by which the process will know its intent in the log, even if it never gets this reply
     */
    CompletionStage<Reply<Announced>> announce(NodeId node, String epoch, long nonce, Change change);

    /**
     * An intent in the log.
     *
     * @param acknowledged the processes with a lease, the writer left out, and how far each has applied the log; beyond
     *     its end if it serves nothing
     */
    record Announced(long position, Map<NodeId, Long> acknowledged) {
        public Announced {
            acknowledged = Map.copyOf(acknowledged);
        }
    }

    /** A process serves nothing from now on: nobody need wait for it, though it may go on to write. */
    CompletionStage<Reply<Boolean>> retire(NodeId node, String epoch);

    /** Returns how far each process with a lease has applied the log. */
    Reply<Map<NodeId, Long>> acknowledged(String epoch);

    /**
     * Tells the outcome of an intent; sent without waiting. If somebody else has closed the intent, all are told once more of
     * what was committed: it may be in the database later than they were told.
     */
    CompletionStage<Reply<Boolean>> close(NodeId node, String epoch, long intent, boolean committed, Change change);

    /**
     * Closes the intents of processes that are gone, as committed.
     *
     * @param hold how long after the end of its lease a process may still have a COMMIT on its way
     */
    Reply<Integer> sweep(String epoch, Duration hold);

    /**
     * Returns what comes after a position in the log, in order, and who has acknowledged something to this process since the
     * last call; waits for something to come.
     */
    Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience);

    /**
     * What came.
     *
     * @param entries the next entries of the log; without a gap, or the log has been cut behind the reader's back
     * @param acknowledged processes and how far they have applied the log
     */
    record Delivery(List<LogEntry> entries, Map<NodeId, Long> acknowledged) {
        public Delivery {
            entries = List.copyOf(entries);
            acknowledged = Map.copyOf(acknowledged);
        }
    }
}
