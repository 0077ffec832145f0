package io.larder.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/** What a statement, or a whole transaction, may change. Immutable. */
public sealed interface Change {
    /** Changes nothing that an answer could depend on. */
    Change NOTHING = new Tables(Set.of());

    /** May change rows of every table, and nothing of the schema. */
    Change EVERY_ROW = new Everything(false);

    /** May change anything: rows of every table, views, functions, privileges. */
    Change EVERYTHING = new Everything(true);

    /**
     * Changes rows of these tables and nothing else.
     *
     * @param changes the changes, possibly none
     */
    record Tables(Set<TableChange> changes) implements Change {
        public Tables {
            changes = Set.copyOf(changes);
        }
    }

    /**
     * Changes that cannot be listed.
     *
     * @param schemaToo whether the schema may change as well
     */
    record Everything(boolean schemaToo) implements Change {}

    /** Handles every case. */
    default <T> T match(Function<Tables, T> tables, Function<Everything, T> everything) {
        if (this instanceof Tables t) {
            return tables.apply(t);
        }
        return everything.apply((Everything) this);
    }

    /** Returns whether nothing is changed. */
    default boolean isNothing() {
        return this instanceof Tables tables && tables.changes().isEmpty();
    }

    /** Returns whether a table may be changed. */
    default boolean concerns(TableName table) {
        return match(
                some -> some.changes().stream()
                        .anyMatch(change -> change.table().equals(table)),
                all -> true);
    }

    /** Returns a change that covers this one and the other. */
    default Change and(Change other) {
        if (this instanceof Tables mine && other instanceof Tables theirs) {
            if (mine.changes().containsAll(theirs.changes())) {
                return this;
            }
            Set<TableChange> union = new HashSet<>(mine.changes());
            union.addAll(theirs.changes());
            return new Tables(union);
        }
        return changesSchema() || other.changesSchema() ? EVERYTHING : EVERY_ROW;
    }

    /** Returns whether the schema may be changed. */
    default boolean changesSchema() {
        return this instanceof Everything everything && everything.schemaToo();
    }
}
