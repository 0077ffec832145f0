package io.larder.sql;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;

/**
 * What a statement, or a whole transaction, may change. Immutable.
 *
 * <p>Has no default methods on purpose: with one, initializing a case would initialize this interface, whose constants
 * initialize the cases, and two threads that begin at opposite ends would wait for each other for ever.
 */
public sealed interface Change {
    /** Changes nothing that an answer could depend on. */
    Change NOTHING = new Tables(Set.of());

    /** May change rows of every table, and nothing of the schema. */
    Change EVERY_ROW = new Everything(false);

    /** May change anything: rows of every table, views, functions, privileges. */
    Change EVERYTHING = new Everything(true);

    /** Handles every case. */
    <T> T match(Function<Tables, T> tables, Function<Everything, T> everything);

    /** Returns whether nothing is changed. */
    boolean isNothing();

    /** Returns whether the schema may be changed. */
    boolean changesSchema();

    /** Returns whether a table may be changed. */
    boolean concerns(TableName table);

    /** Returns a change that covers this one and the other. */
    Change and(Change other);

    /**
     * Changes rows of these tables and nothing else.
     *
     * @param changes the changes, possibly none
     */
    record Tables(Set<TableChange> changes) implements Change {
        public Tables {
            changes = Set.copyOf(changes);
        }

        @Override
        public <T> T match(Function<Tables, T> tables, Function<Everything, T> everything) {
            return tables.apply(this);
        }

        @Override
        public boolean isNothing() {
            return changes.isEmpty();
        }

        @Override
        public boolean changesSchema() {
            return false;
        }

        @Override
        public boolean concerns(TableName table) {
            return changes.stream().anyMatch(change -> change.table().equals(table));
        }

        @Override
        public Change and(Change other) {
            return other.match(this::union, everything -> everything);
        }

        private Change union(Tables other) {
            if (changes.containsAll(other.changes)) {
                return this;
            }
            if (changes.isEmpty()) {
                return other;
            }
            Set<TableChange> union = new HashSet<>(changes);
            union.addAll(other.changes);
            return new Tables(union);
        }
    }

    /**
     * Changes that cannot be listed.
     *
     * @param schemaToo whether the schema may change as well
     */
    record Everything(boolean schemaToo) implements Change {
        @Override
        public <T> T match(Function<Tables, T> tables, Function<Everything, T> everything) {
            return everything.apply(this);
        }

        @Override
        public boolean isNothing() {
            return false;
        }

        @Override
        public boolean changesSchema() {
            return schemaToo;
        }

        @Override
        public boolean concerns(TableName table) {
            return true;
        }

        @Override
        public Change and(Change other) {
            return other.changesSchema() ? other : this;
        }
    }
}
