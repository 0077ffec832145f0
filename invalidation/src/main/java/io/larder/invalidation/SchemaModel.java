package io.larder.invalidation;

import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the database's schema adds to the text of a statement: which names are plain tables, and what else is read or written
 * when a table is. Read from the database; immutable. What it does not know may do anything.
 *
 * @param relations tables, views and catalogs by name
 * @param userFunctions names of functions that users defined, in lower case
 * @param userOperators operators that users defined, as written
 * @param userCasts whether a cast that users defined may be applied where the text shows none
 * @param textColumns names of columns that are texts in some table, in lower case, as far as it matters for casts
 * @param oddities what there is of these, in databases that tell what a transaction has written; else not asked for
 */
public record SchemaModel(
        Map<TableName, Relation> relations,
        Set<String> userFunctions,
        Set<String> userOperators,
        boolean userCasts,
        Set<String> textColumns,
        Set<Oddity> oddities) {

    private static final Relation UNKNOWN = new Relation(false, true, true, Set.of());

    public SchemaModel {
        relations = Map.copyOf(relations);
        userFunctions = Set.copyOf(userFunctions);
        userOperators = Set.copyOf(userOperators);
        textColumns = Set.copyOf(textColumns);
        oddities = Set.copyOf(oddities);
    }

    /** A schema in which casts of texts do not matter. */
    public SchemaModel(
            Map<TableName, Relation> relations,
            Set<String> userFunctions,
            Set<String> userOperators,
            boolean userCasts) {
        this(relations, userFunctions, userOperators, userCasts, Set.of(), Set.of());
    }

    /**
     * Returns the schema with some of the users' functions taken for what they are said to be: dependent on their arguments
     * alone, and without effects.
     *
     * @param listed their names, in lower case
     * @param refuted names of functions, listed or not, of which the database says otherwise
     */
    public SchemaModel trusting(Set<String> listed, Set<String> refuted) {
        Set<String> functions = new HashSet<>(userFunctions);
        functions.removeAll(listed);
        functions.addAll(refuted);
        return new SchemaModel(relations, functions, userOperators, userCasts, textColumns, oddities);
    }

    /** Returns all that a query reads, and whether its answer may be kept. */
    public ReadSet readSet(StatementPlan.Read read) {
        ReadClosure closure = new ReadClosure(read.tables(), this::relation);
        return new ReadSet(closure.tables(), closure.settings(), whyNotCacheable(read, closure));
    }

    /** Returns the tables that are read when some are, without these, each with the one because of which it is read. */
    public Map<TableName, TableName> readBecauseOf(Set<TableName> named) {
        return Map.copyOf(new ReadClosure(named, this::relation).reasons());
    }

    private Optional<BypassReason> whyNotCacheable(StatementPlan.Read read, ReadClosure closure) {
        Optional<BypassReason> ofNames = whyNotCacheable(read.names());
        if (ofNames.isPresent()) {
            return ofNames;
        }
        if (closure.any(Relation::readsClock)) {
            return Optional.of(BypassReason.VOLATILE_FUNCTION);
        }
        if (closure.any(relation -> !relation.plain())) {
            return Optional.of(BypassReason.TABLE_NOT_PLAIN);
        }
        return closure.definitions().stream()
                .flatMap(definition -> definition.notCacheable().or(() -> whyNotCacheable(definition.names())).stream())
                .min(Comparator.naturalOrder());
    }

    private Optional<BypassReason> whyNotCacheable(UsedNames names) {
        if (redefines(names)) {
            return Optional.of(BypassReason.REDEFINED_NAME);
        }
        return Collections.disjoint(textColumns, names.castColumns())
                ? Optional.empty()
                : Optional.of(BypassReason.VOLATILE_FUNCTION);
    }

    /** Returns what a query changes: nothing, unless it may run what users defined. */
    public Change effectOf(StatementPlan.Read read) {
        return runsUserCode(read.names(), read.tables()) ? Change.EVERYTHING : Change.NOTHING;
    }

    /**
     * Returns all that a statement may change: what it names, what is below that, what cascades from there; everything if
     * unproven.
     */
    public Change effectOf(StatementPlan.Write write) {
        if (runsUserCode(write.names(), write.reads())) {
            return Change.EVERYTHING;
        }
        Set<TableChange> closed = new HashSet<>();
        Deque<TableChange> open = new ArrayDeque<>(write.changes());
        while (!open.isEmpty()) {
            TableChange change = open.pop();
            Relation relation = relation(change.table());
            if (!relation.plain() || relation.writeRunsUserCode()) {
                return Change.EVERYTHING;
            }
            if (closed.add(change)) {
                relation.writtenWith().forEach(below -> open.push(new TableChange(below, change.kind())));
                if (change.kind() == TableChange.Kind.ANY) {
                    relation.cascades().forEach(child -> open.push(new TableChange(child, TableChange.Kind.ANY)));
                }
            }
        }
        return new Change.Tables(closed);
    }

    private boolean runsUserCode(UsedNames names, Set<TableName> tables) {
        return redefines(names) || new ReadClosure(tables, this::relation).any(Relation::readRunsUserCode);
    }

    private Relation relation(TableName table) {
        return relations.getOrDefault(table, UNKNOWN);
    }

    private boolean redefines(UsedNames names) {
        return userCasts
                || !Collections.disjoint(userFunctions, names.functions())
                || !Collections.disjoint(userOperators, names.operators());
    }
}
