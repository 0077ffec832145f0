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

    /** @param relation what is known of each name */
    ReadClosure(Collection<TableName> tables, Function<TableName, Relation> relation) {
        Deque<TableName> open = new ArrayDeque<>(tables);
        while (!open.isEmpty()) {
            TableName table = open.pop();
            if (!relations.containsKey(table)) {
                Relation found = relation.apply(table);
                relations.put(table, found);
                open.addAll(found.readWith());
                found.definitions().forEach(definition -> open.addAll(definition.tables()));
            }
        }
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
