package io.larder.jdbc.postgres;

import io.larder.invalidation.Definition;
import io.larder.sql.BypassReason;
import io.larder.sql.Dialect;
import io.larder.sql.FunctionCatalog;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Judges the definitions of views and the conditions of row security: what do they read, and does what they give depend on
 * more than tables and the session's key? Whatever kind of node is not known makes the whole not cacheable. Used by one
 * thread.
 */
final class StoredQueries {
    /** The first oid of what users create (FirstNormalObjectId). */
    private static final long FIRST_OF_USERS = 16384;

    private static final FunctionCatalog FUNCTIONS = FunctionCatalog.of(Dialect.POSTGRESQL);

    private final Map<Long, TableName> relations = new HashMap<>();
    private final Map<Long, String> userFunctions = new HashMap<>();
    private final Map<Long, String> userOperators = new HashMap<>();
    private final Map<Long, Inconstant> inconstant = new HashMap<>();

    private record Inconstant(String name, int arguments) {}

    void relation(long oid, TableName name) {
        relations.put(oid, name);
    }

    void userFunction(long oid, String name) {
        userFunctions.put(oid, name.toLowerCase(Locale.ROOT));
    }

    void userOperator(long oid, String name) {
        userOperators.put(oid, name);
    }

    /** Notes a function of PostgreSQL's own that is not IMMUTABLE. */
    void inconstantFunction(long oid, String name, int arguments) {
        inconstant.put(oid, new Inconstant(name, arguments));
    }

    /**
     * Returns what is known of a definition.
     *
     * @param relation whose definition it is
     * @param tree as the catalogs have it
     * @param dependencies the relations that the catalogs say it depends on
     */
    Definition read(long relation, String tree, Set<Long> dependencies) {
        List<NodeTree> nodes = NodeTree.parse(tree);
        if (nodes == null) {
            return Definition.unknown();
        }
        Judgement judgement = new Judgement();
        nodes.forEach(node -> node.visit(judgement::look));
        // Until PostgreSQL 15 each view has itself among its tables, as "old" and "new".
        judgement.tables.remove(relation);
        boolean known = judgement.understood
                && dependencies.containsAll(judgement.tables)
                && relations.keySet().containsAll(dependencies);
        if (!known) {
            return Definition.unknown();
        }
        Set<TableName> tables = dependencies.stream()
                .map(oid -> relations.getOrDefault(oid, new TableName("unknown")))
                .collect(Collectors.toSet());
        return new Definition(
                tables,
                new UsedNames(judgement.functions, judgement.operators),
                judgement.settings,
                Optional.ofNullable(judgement.reason));
    }

    /** What was found in one definition. */
    private final class Judgement {
        final Set<Long> tables = new HashSet<>();
        final Set<String> functions = new HashSet<>();
        final Set<String> operators = new HashSet<>();
        final Set<String> settings = new HashSet<>();

        @Nullable
        BypassReason reason;

        boolean understood = true;

        void look(NodeTree node) {
            StoredNodes.Kind kind = StoredNodes.kind(node);
            switch (kind) {
                case HARMLESS -> {}
                case UNKNOWN -> understood = false;
                case CLOCK -> reason = BypassReason.VOLATILE_FUNCTION;
                case CATALOG -> reason = BypassReason.CATALOG_READ;
                case TABLE -> number(node.word("relid"), tables);
                case SETTING ->
                    StoredNodes.customSetting(node)
                            .ifPresentOrElse(settings::add, () -> reason = BypassReason.VOLATILE_FUNCTION);
                case CALL -> StoredNodes.functions(node).forEach(this::function);
            }
            StoredNodes.operators(node).forEach(this::operator);
        }

        private void number(String oid, Set<Long> numbers) {
            if (oid.isEmpty()) {
                understood = false;
            } else {
                numbers.add(Long.parseLong(oid));
            }
        }

        private void function(long oid) {
            if (oid >= FIRST_OF_USERS) {
                String name = userFunctions.get(oid);
                understood &= name != null;
                functions.add(String.valueOf(name));
                return;
            }
            Inconstant known = inconstant.get(oid);
            // With one argument, age counts from today.
            boolean byTheDay = known != null && known.name().equals("age") && known.arguments() == 1;
            if (byTheDay || (known != null && !FUNCTIONS.deterministic().contains(known.name()))) {
                reason = BypassReason.VOLATILE_FUNCTION;
            }
        }

        private void operator(long oid) {
            String name = userOperators.get(oid);
            if (name != null) {
                operators.add(name);
            }
        }
    }
}
