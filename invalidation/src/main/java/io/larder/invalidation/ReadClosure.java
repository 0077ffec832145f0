package io.larder.invalidation;

import io.larder.sql.TableName;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * All that is read when some tables are: what stands below views, partitions and heirs, what conditions of row security ask,
 * to any depth. Immutable.
 */
final class ReadClosure {
    private final Map<TableName, Relation> relations = new HashMap<>();
    /** By which of the others a table came in; those that were given are absent. */
    private final Map<TableName, TableName> reasons = new HashMap<>();

    /** @param relation what is known of each name */
    ReadClosure(Collection<TableName> tables, Function<TableName, Relation> relation) {
        Deque<TableName> open = new ArrayDeque<>(tables);
        while (!open.isEmpty()) {
            TableName table = open.pop();
            if (!relations.containsKey(table)) {
                Relation found = relation.apply(table);
                relations.put(table, found);
                found.readWith().forEach(below -> add(below, table, open));
                found.definitions().forEach(definition -> definition.tables().forEach(read -> add(read, table, open)));
            }
        }
        reasons.keySet().removeAll(tables);
    }

    private void add(TableName below, TableName reason, Deque<TableName> open) {
        open.add(below);
        reasons.putIfAbsent(below, reason);
    }

    /** Those that were not given, each with the one because of which it is read. */
    Map<TableName, TableName> reasons() {
        return reasons;
    }

    /** The tables that were given, and all others that are read with them. */
    Set<TableName> tables() {
        return relations.keySet();
    }

    /** The queries that run when the tables are read. */
    Set<Definition> definitions() {
        Set<Definition> definitions = new HashSet<>();
        relations.values().forEach(relation -> definitions.addAll(relation.definitions()));
        return definitions;
    }

    /** The settings that those queries ask for. */
    Set<String> settings() {
        Set<String> settings = new HashSet<>();
        definitions().forEach(definition -> settings.addAll(definition.settings()));
        return settings;
    }

    boolean any(Predicate<Relation> condition) {
        return relations.values().stream().anyMatch(condition);
    }
}
