package io.larder.jdbc.postgres;

import io.larder.invalidation.Oddity;
import io.larder.invalidation.Relation;
import io.larder.invalidation.SchemaModel;
import io.larder.sql.TableName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows of {@link SchemaQuery}, put together by name. Used by one thread. */
final class SchemaFacts {
    private static final int NOT_PLAIN = 1;
    private static final int READ_RUNS_USER_CODE = 2;
    private static final int WRITE_RUNS_USER_CODE = 4;

    private final Map<TableName, Integer> relations = new HashMap<>();
    private final Map<TableName, Set<TableName>> cascades = new HashMap<>();
    private final Map<TableName, Set<TableName>> readers = new HashMap<>();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> operators = new HashSet<>();
    private final Set<String> textColumns = new HashSet<>();
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    private boolean implicit;

    void add(String kind, @Nullable String name, @Nullable String other, int flags) {
        switch (kind) {
            case "relation" -> relations.merge(table(name), flags, (a, b) -> a | b);
            case "cascade" -> related(cascades, name, other);
            case "reads" -> related(readers, other, name);
            case "function" -> functions.add(text(name).toLowerCase(Locale.ROOT));
            case "text" -> textColumns.add(text(name).toLowerCase(Locale.ROOT));
            case "operator" -> operators.add(text(name));
            case "oddity" -> oddities.add(Oddity.valueOf(text(name)));
            case "implicit" -> implicit = true;
            default -> throw new AssertionError(kind);
        }
    }

    SchemaModel toModel() {
        passOnToReaders();
        Map<TableName, Relation> model = new HashMap<>();
        relations.forEach((table, flags) -> model.put(
                table,
                new Relation(
                        (flags & NOT_PLAIN) == 0,
                        (flags & READ_RUNS_USER_CODE) != 0,
                        (flags & WRITE_RUNS_USER_CODE) != 0,
                        cascades.getOrDefault(table, Set.of()))));
        return new SchemaModel(model, functions, operators, implicit, textColumns, oddities);
    }

    /** What reads a relation runs whatever reading that relation runs. */
    private void passOnToReaders() {
        Deque<TableName> open = new ArrayDeque<>();
        relations.forEach((table, flags) -> {
            if ((flags & READ_RUNS_USER_CODE) != 0) {
                open.push(table);
            }
        });
        while (!open.isEmpty()) {
            for (TableName reader : readers.getOrDefault(open.pop(), Set.of())) {
                int flags = relations.getOrDefault(reader, NOT_PLAIN);
                if ((flags & READ_RUNS_USER_CODE) == 0) {
                    relations.put(reader, flags | READ_RUNS_USER_CODE);
                    open.push(reader);
                }
            }
        }
    }

    private static void related(Map<TableName, Set<TableName>> relation, @Nullable String from, @Nullable String to) {
        relation.computeIfAbsent(table(from), t -> new HashSet<>()).add(table(to));
    }

    private static TableName table(@Nullable String name) {
        return new TableName(text(name));
    }

    private static String text(@Nullable String name) {
        if (name == null) {
            throw new AssertionError("this kind of fact has a name");
        }
        return name;
    }
}
