package io.larder.invalidation.hub;

import io.larder.invalidation.hub.Hub.LastChanges;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When tables were changed last by the log, for answers that other processes have taken. Written by the thread that applies
 * the log, read by all.
 *
 * <p>What came before this process joined is asked of the hub, by the thread that applies the log; until it has answered,
 * nothing is said to be unchanged.
 */
final class ChangeHistory {
    /** More than this is not asked for at once. */
    private static final int MOST_WANTED = 1_000;

    private volatile @Nullable Era era;

    /** What is known since the process joined at one place of one log. */
    private static final class Era {
        private final Place begin;
        private final Nonces nonces = new Nonces();
        private final Map<TableName, Long> since = new ConcurrentHashMap<>();
        private volatile long everythingSince;
        private final Map<TableName, Long> before = new ConcurrentHashMap<>();
        private volatile @Nullable Long everythingBefore;
        private final Map<Long, Long> noncesBefore = new ConcurrentHashMap<>();
        private final Set<TableName> wantedTables = ConcurrentHashMap.newKeySet();
        private final Set<Long> wantedNonces = ConcurrentHashMap.newKeySet();
        private volatile LogPosition applied;

        Era(Place begin) {
            this.begin = begin;
            this.applied = begin.at();
        }

        boolean unchangedSince(LogPosition place, Set<TableName> tables) {
            return isInTheLog(place)
                    && everythingSince <= place.number()
                    && tables.stream().allMatch(table -> since.getOrDefault(table, 0L) <= place.number())
                    && (place.number() >= begin.at().number() || wasUnchangedBefore(place, tables));
        }

        /** After a hub has lost the end of its log, another entry has the number of the one that is meant. */
        private boolean isInTheLog(LogPosition place) {
            long number = place.number();
            if (number > applied.number()) {
                return false;
            }
            if (number == begin.at().number()) {
                return place.equals(begin.at());
            }
            if (number > begin.at().number()) {
                return nonces.has(place);
            }
            Long nonce = number == 0 ? Long.valueOf(0) : noncesBefore.get(number);
            if (nonce == null && wantedNonces.size() < MOST_WANTED) {
                wantedNonces.add(number);
            }
            return nonce != null && nonce == place.nonce();
        }

        private boolean wasUnchangedBefore(LogPosition place, Set<TableName> tables) {
            Long everything = everythingBefore;
            if (everything == null || !before.keySet().containsAll(tables)) {
                if (wantedTables.size() < MOST_WANTED) {
                    wantedTables.addAll(tables);
                }
                return false;
            }
            return everything <= place.number()
                    && tables.stream().allMatch(table -> before.getOrDefault(table, Long.MAX_VALUE) <= place.number());
        }
    }

    /** Begins at a place of which nothing is known but what comes after it. */
    void begin(Place place) {
        era = new Era(place);
    }

    /** Nothing is known any more. To be called before the clocks move for that reason. */
    void end() {
        era = null;
    }

    /** Tables were changed at a place; to be called before the clocks of this process move. */
    void changed(Change change, long position) {
        Era now = era;
        if (now != null) {
            change.match(
                    tables -> {
                        tables.changes().forEach(one -> now.since.put(one.table(), position));
                        return true;
                    },
                    everything -> {
                        now.everythingSince = position;
                        return true;
                    });
        }
    }

    /** An entry was applied. */
    void applied(LogPosition at) {
        Era now = era;
        if (now != null) {
            now.nonces.put(at);
            now.applied = at;
        }
    }

    /** Returns the place up to which the log was applied; null if there is none. */
    @Nullable
    Place now() {
        Era now = era;
        return now == null ? null : new Place(now.begin.epoch(), now.applied);
    }

    /** Returns whether, by the log as far as it was applied, none of the tables has changed after a place in it. */
    boolean unchangedSince(Place place, Set<TableName> tables) {
        Era now = era;
        return now != null && now.begin.epoch().equals(place.epoch()) && now.unchangedSince(place.at(), tables);
    }

    /** Returns tables of which the hub is to be asked when they changed last. */
    Set<TableName> wantedTables() {
        Era now = era;
        return now == null ? Set.of() : Set.copyOf(now.wantedTables);
    }

    /** Returns numbers of entries of which the hub is to be asked. */
    Set<Long> wantedEntries() {
        Era now = era;
        return now == null ? Set.of() : Set.copyOf(now.wantedNonces);
    }

    /** The hub has told when tables changed last: at any time after this process joined. */
    void told(Set<TableName> tables, LastChanges changes) {
        Era now = era;
        if (now != null) {
            for (TableName table : tables) {
                now.before.putIfAbsent(table, changes.tables().getOrDefault(table, 0L));
            }
            // Last: who sees it may rely on the tables.
            now.everythingBefore =
                    now.everythingBefore == null ? Long.valueOf(changes.everything()) : now.everythingBefore;
            now.wantedTables.removeAll(tables);
        }
    }

    /** The hub has shown an entry of before; nonce 0 stands for one that it has no more. */
    void told(long number, long nonce) {
        Era now = era;
        if (now != null) {
            if (now.noncesBefore.size() >= MOST_WANTED) {
                now.noncesBefore.clear();
            }
            now.noncesBefore.put(number, nonce);
            now.wantedNonces.remove(number);
        }
    }
}
