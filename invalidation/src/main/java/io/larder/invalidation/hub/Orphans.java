package io.larder.invalidation.hub;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.TableClocks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Intents of others that this process has heard of, and that the hub's present memory does not hold: it may have lost them, and
 * their process may be gone, with a COMMIT on its way. This process answers for them, as if they were its own, until their
 * process is seen to live, which announces by itself what it has on its way, or until they are surely settled. Used by one
 * thread.
 */
final class Orphans {
    private final NodeId self;
    private final Hub hub;
    private final TableClocks clocks;
    private final OwnIntents intents;
    private final long holdNanos;
    private final Supplier<@Nullable String> epoch;
    private final LongSupplier nanoTime;
    private final List<Orphan> orphans = new ArrayList<>();
    /** Who lived when it was last looked: what they have on its way is announced by the next time. */
    private Set<NodeId> alive = Set.of();

    private record Orphan(NodeId by, Announcement announcement, long since) {}

    /**
     * @param hold how long a COMMIT may still be on its way when its process is gone
     * @param epoch the hub's present memory, as far as is known
     * @param nanoTime as {@link System#nanoTime()}
     */
    Orphans(
            NodeId self,
            Hub hub,
            TableClocks clocks,
            OwnIntents intents,
            Duration hold,
            Supplier<@Nullable String> epoch,
            LongSupplier nanoTime) {
        this.self = self;
        this.hub = hub;
        this.clocks = clocks;
        this.intents = intents;
        this.holdNanos = hold.toNanos();
        this.epoch = epoch;
        this.nanoTime = nanoTime;
    }

    /** Announces, in a new memory of the hub, what is not known there. */
    void adopt(List<LogEntry.Intent> heard, List<LogEntry.Intent> known, String memory) {
        long now = nanoTime.getAsLong();
        for (LogEntry.Intent one : heard) {
            if (one.at().nonce() < 0
                    || known.stream()
                            .anyMatch(other -> other.at().nonce() == one.at().nonce())) {
                continue;
            }
            Announcement announcement = clocks.announce(one.change());
            OwnIntent intent = intents.begin(OwnIntent.adopted(one.change(), now), null);
            announcement.whenClosed(committed -> intents.close(intent, committed, epoch.get(), nanoTime.getAsLong()));
            hub.announce(self, memory, intent.nonce(), intent.change());
            orphans.add(new Orphan(one.by(), announcement, now));
            // Who lived in an earlier memory may be gone.
            alive = Set.of();
        }
    }

    /** Whether there are any. */
    boolean isEmpty() {
        return orphans.isEmpty();
    }

    /** Those of processes that have lived for a while, and those that are settled by now, need nobody any more. */
    void leave(Set<NodeId> living) {
        long now = nanoTime.getAsLong();
        orphans.removeIf(orphan -> {
            boolean announcesItself = living.contains(orphan.by()) && alive.contains(orphan.by());
            boolean over = announcesItself || now - orphan.since() > holdNanos;
            if (over) {
                orphan.announcement().committed();
            }
            return over;
        });
        alive = Set.copyOf(living);
    }
}
