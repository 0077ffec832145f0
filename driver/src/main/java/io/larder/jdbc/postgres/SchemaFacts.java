package io.larder.jdbc.postgres;

import io.larder.invalidation.Definition;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of {@link SchemaQuery}, put together by relation and then by name. Used by one thread. */
final class SchemaFacts {
    private static final int NOT_PLAIN = 1;
    private static final int READ_RUNS_USER_CODE = 2;
    private static final int WRITE_RUNS_USER_CODE = 4;
    private static final int VIEW = 8;
    private static final int MATERIALIZED = 16;

    /** More settings than this in conditions and views make them not cacheable rather than the keys of sessions large. */
    private static final int MOST_SETTINGS = 16;

    private final Map<Long, TableName> names = new HashMap<>();
    private final Map<Long, Integer> flags = new HashMap<>();
    private final Map<Long, Set<Long>> cascades = new HashMap<>();
    private final Map<Long, Set<Long>> heirs = new HashMap<>();
    private final Map<Long, Set<Long>> dependencies = new HashMap<>();
    private final Map<Long, Set<String>> views = new HashMap<>();
    private final Map<Long, Set<String>> policies = new HashMap<>();
    private final StoredQueries stored = new StoredQueries();
    private final Set<String> functions = new HashSet<>();
    private final Set<String> operators = new HashSet<>();
    private final Set<String> textColumns = new HashSet<>();
    private final Set<String> settings = new HashSet<>();
    private final Set<Oddity> oddities = EnumSet.noneOf(Oddity.class);
    private boolean implicit;

    void add(String kind, long oid, long other, @Nullable String text, int number) {
        switch (kind) {
            case "relation" -> relation(oid, new TableName(text(text)), number);
            case "cascade" -> related(cascades, oid, other);
            case "heir" -> related(heirs, oid, other);
            case "reads" -> related(dependencies, oid, other);
            case "view" -> related(views, oid, text(text));
            case "policy" -> related(policies, oid, text(text));
            case "function" -> {
                functions.add(text(text).toLowerCase(Locale.ROOT));
                stored.userFunction(oid, text(text));
            }
            case "inconstant" -> stored.inconstantFunction(oid, text(text), number);
            case "operator" -> {
                operators.add(text(text));
                stored.userOperator(oid, text(text));
            }
            case "text" -> textColumns.add(text(text).toLowerCase(Locale.ROOT));
            case "oddity" -> oddities.add(Oddity.valueOf(text(text)));
            case "implicit" -> implicit = true;
            default -> throw new AssertionError(kind);
        }
    }

    private void relation(long oid, TableName name, int number) {
        names.put(oid, name);
        flags.put(oid, number);
        stored.relation(oid, name);
    }

    SchemaModel toModel() {
        passOnToReaders();
        Map<TableName, Relation> model = new HashMap<>();
        names.forEach((oid, name) -> model.merge(name, relation(oid), Relation::and));
        return new SchemaModel(model, functions, operators, implicit, textColumns, oddities);
    }

    private Relation relation(long oid) {
        int all = flags(oid);
        boolean code = (all & READ_RUNS_USER_CODE) != 0;
        // What defines a materialized view runs when it is refreshed.
        boolean materialized = (all & MATERIALIZED) != 0;
        Relation relation = new Relation(
                        (all & NOT_PLAIN) == 0,
                        code && !materialized,
                        (all & WRITE_RUNS_USER_CODE) != 0 || (code && materialized),
                        names(cascades, oid))
                .with(names(heirs, oid));
        return (all & VIEW) != 0
                ? relation.showing(definitions(views.getOrDefault(oid, Set.of()), oid).stream()
                        .findFirst()
                        .orElse(Definition.unknown()))
                : relation.guardedBy(definitions(policies.getOrDefault(oid, Set.of()), oid));
    }

    private Set<Definition> definitions(Set<String> trees, long oid) {
        return trees.stream()
                .map(tree -> stored.read(oid, tree, dependencies.getOrDefault(oid, Set.of())))
                .map(this::withFewSettings)
                .collect(Collectors.toSet());
    }

    private Definition withFewSettings(Definition definition) {
        settings.addAll(definition.settings());
        return definition.settings().isEmpty() || settings.size() <= MOST_SETTINGS ? definition : Definition.unknown();
    }

    /** What reads a relation runs whatever reading that relation runs; only refreshing does if it is materialized. */
    private void passOnToReaders() {
        Map<Long, Set<Long>> readers = new HashMap<>();
        dependencies.forEach((reader, all) -> all.forEach(base -> related(readers, base, reader)));
        Deque<Long> open = new ArrayDeque<>();
        flags.forEach((oid, all) -> {
            if ((all & READ_RUNS_USER_CODE) != 0) {
                open.push(oid);
            }
        });
        while (!open.isEmpty()) {
            long base = open.pop();
            if ((flags(base) & MATERIALIZED) != 0) {
                continue;
            }
            for (long reader : readers.getOrDefault(base, Set.of())) {
                int all = flags(reader);
                if ((all & READ_RUNS_USER_CODE) == 0) {
                    flags.put(reader, all | READ_RUNS_USER_CODE);
                    open.push(reader);
                }
            }
        }
    }

    private int flags(long oid) {
        return flags.getOrDefault(oid, NOT_PLAIN);
    }

    private Set<TableName> names(Map<Long, Set<Long>> relation, long oid) {
        Set<TableName> found = new HashSet<>();
        for (long other : relation.getOrDefault(oid, Set.of())) {
            TableName name = names.get(other);
            if (name != null) {
                found.add(name);
            }
        }
        return found;
    }

    private static <T> void related(Map<Long, Set<T>> relation, long from, T to) {
        relation.computeIfAbsent(from, oid -> new HashSet<>()).add(to);
    }

    private static String text(@Nullable String name) {
        if (name == null) {
            throw new AssertionError("this kind of fact has a text");
        }
        return name;
    }
}
