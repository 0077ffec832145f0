package io.larder.invalidation.hub;

import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Changes of this process of which it has not seen yet that they are closed in the log. Its own clocks have moved for them
 * already; an answer that another process has taken may still be from before. Thread-safe.
 */
final class Unsettled {
    /** By then a process that holds a lease has applied what the hub took so long ago. */
    private static final long SURELY_APPLIED = TimeUnit.SECONDS.toNanos(60);

    private final Map<OwnIntent, State> changes = new ConcurrentHashMap<>();

    /**
     * Where a change stands.
     *
     * @param lease under which it was announced; null if there was none
     * @param toldAt {@link System#nanoTime()} when the hub had taken its outcome; null as long as it has not
     */
    private record State(@Nullable Lease lease, @Nullable Long toldAt) {}

    void begin(OwnIntent intent, @Nullable Lease lease) {
        long now = System.nanoTime();
        changes.values().removeIf(state -> state.toldAt() != null && now - state.toldAt() > SURELY_APPLIED);
        changes.put(intent, new State(lease, null));
    }

    void rolledBack(OwnIntent intent) {
        changes.remove(intent);
    }

    void told(OwnIntent intent) {
        changes.computeIfPresent(intent, (same, state) -> new State(state.lease(), System.nanoTime()));
    }

    /** It was seen in the log that one is closed: by its writer, or by others if the lease was interrupted. */
    void seenClosed(OwnIntent intent, @Nullable Lease lease) {
        // Others may have closed it before the database had it, and its writer does so once more.
        changes.computeIfPresent(intent, (same, state) -> lease != null && state.lease() == lease ? null : state);
    }

    Iterable<OwnIntent> all() {
        return changes.keySet();
    }

    boolean mayHaveChanged(Set<TableName> tables) {
        for (OwnIntent intent : changes.keySet()) {
            if (touches(intent.change(), tables)) {
                return true;
            }
        }
        return false;
    }

    private static boolean touches(Change change, Set<TableName> tables) {
        return change.match(
                some -> some.changes().stream().anyMatch(one -> tables.contains(one.table())), everything -> true);
    }
}
