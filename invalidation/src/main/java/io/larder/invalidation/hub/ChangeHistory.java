package io.larder.invalidation.hub;

import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When tables were changed last by the log of one epoch, from some place of it on: for answers that other processes have taken.
 * Written by the thread that applies the log, read by all once it is complete up to the end that its process has joined at.
 */
final class ChangeHistory {
    /** How much of the log before its end a process that joins reads. */
    static final int REMEMBERED = Nonces.KEPT / 2;

    private final String epoch;
    private final Nonces nonces = new Nonces();
    private final Map<TableName, Long> tables = new ConcurrentHashMap<>();
    private volatile long everything;
    private volatile LogPosition begin;
    private volatile LogPosition applied;

    /** @param after the place of which nothing is known but what comes after it */
    ChangeHistory(String epoch, LogPosition after) {
        this.epoch = epoch;
        this.begin = after;
        this.applied = after;
    }

    /** Takes in entries of before its process has joined, as far as there is no gap behind them. */
    void learn(List<LogEntry> entries, long head) {
        for (LogEntry entry : entries) {
            long number = entry.at().number();
            if (number > head) {
                return;
            }
            if (number != applied.number() + 1) {
                begin = entry.at();
            }
            if (entry instanceof LogEntry.Close close && close.committed()) {
                changed(close.change(), number);
            }
            applied(entry.at());
        }
    }

    /** Tables were changed at a place; to be called before the clocks of this process move. */
    void changed(Change change, long position) {
        change.match(
                some -> {
                    some.changes().forEach(one -> tables.put(one.table(), position));
                    return true;
                },
                all -> {
                    everything = position;
                    return true;
                });
    }

    /** An entry was applied. */
    void applied(LogPosition at) {
        nonces.put(at);
        applied = at;
    }

    /** Returns the place up to which the log was applied. */
    Place now() {
        return new Place(epoch, applied);
    }

    /** Returns whether, by the log as far as it was applied, none of the tables has changed after a place in it. */
    boolean unchangedSince(Place place, Set<TableName> names) {
        long number = place.at().number();
        return epoch.equals(place.epoch())
                && isInTheLog(place.at())
                && everything <= number
                && names.stream().allMatch(table -> tables.getOrDefault(table, 0L) <= number);
    }

    /** After a hub has lost the end of its log, another entry has the number of the one that is meant. */
    private boolean isInTheLog(LogPosition at) {
        LogPosition first = begin;
        return at.number() == first.number()
                ? at.equals(first)
                : at.number() > first.number() && at.number() <= applied.number() && nonces.has(at);
    }
}
