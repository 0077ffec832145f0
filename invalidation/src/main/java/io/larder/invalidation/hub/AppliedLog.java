package io.larder.invalidation.hub;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a process has applied of the log: intents of others are announcements on its own clocks. Its own intents are
 * announced there before they are in the log, and closed by their writer. Used under its owner's lock.
 */
final class AppliedLog {
    private final NodeId self;
    private final TableClocks clocks;
    private final Consumer<LogEntry.Intent> ownIntents;
    private final LongConsumer ownCloses;
    private final Map<Long, Heard> open = new HashMap<>();
    private volatile @Nullable ChangeHistory history;
    private LogPosition applied = LogPosition.START;

    /** An intent of another process, and what it is here. */
    private record Heard(LogEntry.Intent intent, Announcement announcement) {}

    /**
     * @param ownIntents is told of this process's own intents
     * @param ownCloses is told which of them are closed, by whomever
     */
    AppliedLog(NodeId self, TableClocks clocks, Consumer<LogEntry.Intent> ownIntents, LongConsumer ownCloses) {
        this.ownIntents = ownIntents;
        this.ownCloses = ownCloses;
        this.self = self;
        this.clocks = clocks;
    }

    /** Returns what is known of the order of all changes; null if nothing is. For all threads. */
    @Nullable
    ChangeHistory history() {
        return history;
    }

    /** Returns the intents of others that are open, as far as the log was applied. */
    List<LogEntry.Intent> openIntents() {
        return open.values().stream().map(Heard::intent).toList();
    }

    LogPosition position() {
        return applied;
    }

    /** Begins at the head of a log of which nothing is known but what is open there: all that is kept is dropped. */
    void beginAt(LogPosition head, List<LogEntry.Intent> intents, ChangeHistory untilThere) {
        forget();
        applied = head;
        intents.forEach(this::opens);
        history = untilThere;
    }

    /** Drops all that is kept, and all that is known. */
    void forget() {
        // First: whoever still sees it has looked at the clocks before they move.
        history = null;
        // The old announcements end only after everything counts as changed: in between nothing must look at rest.
        clocks.announce(Change.EVERYTHING).committed();
        open.values().forEach(heard -> heard.announcement().committed());
        open.clear();
        applied = LogPosition.START;
    }

    /**
     * Applies entries in their order.
     *
     * @return the processes whose intents were among them; incomplete if the log has a gap, and nothing more can be applied
     */
    Applied apply(List<LogEntry> entries) {
        Set<NodeId> writers = new HashSet<>();
        ChangeHistory known = history;
        for (LogEntry entry : entries) {
            if (entry.at().number() != applied.number() + 1) {
                return new Applied(writers, false);
            }
            if (entry instanceof LogEntry.Intent intent) {
                opens(intent);
                writers.add(intent.by());
            } else if (entry instanceof LogEntry.Close close) {
                closes(close);
            } else {
                throw new AssertionError(entry);
            }
            applied = entry.at();
            if (known != null) {
                known.applied(applied);
            }
        }
        writers.remove(self);
        return new Applied(writers, true);
    }

    /** @param complete whether there was no gap */
    record Applied(Set<NodeId> writers, boolean complete) {}

    private void opens(LogEntry.Intent intent) {
        if (intent.by().equals(self)) {
            ownIntents.accept(intent);
        } else {
            open.put(intent.at().number(), new Heard(intent, clocks.announce(intent.change())));
        }
    }

    private void closes(LogEntry.Close close) {
        ChangeHistory changes = history;
        if (close.committed() && changes != null) {
            changes.changed(close.change(), close.at().number());
        }
        if (close.by().equals(self)) {
            // Its writer knows better: it may have been swept while the COMMIT was on its way.
            ownCloses.accept(close.intent());
            return;
        }
        Heard known = open.remove(close.intent());
        Announcement announcement = known != null ? known.announcement() : clocks.announce(close.change());
        if (close.committed()) {
            announcement.committed();
        } else {
            announcement.rolledBack();
        }
    }
}
