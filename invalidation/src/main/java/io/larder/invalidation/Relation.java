package io.larder.invalidation;

import io.larder.sql.TableName;
import java.util.HashSet;
import java.util.Set;

/**
 * What is known of the relations of one name. A name that stands for several relations (in several schemas) carries the
 * most careful answer of them all.
 *
 * @param plain whether its rows change only by statements that name it, by {@code cascades}, and by what changes
 *     {@code readWith} and the tables of {@code definitions}: a table, view or partitioned table of the database itself, not
 *     temporary, not foreign, not a catalog
 * @param readRunsUserCode whether reading it may run functions of users, which may write (views, row security)
 * @param writeRunsUserCode whether writing it may run functions of users or write elsewhere (triggers, rules, defaults,
 *     constraints)
 * @param readsClock whether what is read from it may depend on the day: times of day, which some databases complete with
 *     today's date where a timestamp is wanted
 * @param cascades the tables whose foreign keys change rows when rows of this one are updated or deleted
 * @param readWith the tables that are read when this one is: partitions, heirs
 * @param writtenWith the tables that may be written when this one is: partitions, heirs, the tables below a view
 * @param definitions the queries that are run when this one is read: that of a view, conditions of row security
 */
public record Relation(
        boolean plain,
        boolean readRunsUserCode,
        boolean writeRunsUserCode,
        boolean readsClock,
        Set<TableName> cascades,
        Set<TableName> readWith,
        Set<TableName> writtenWith,
        Set<Definition> definitions) {
    public Relation {
        cascades = Set.copyOf(cascades);
        readWith = Set.copyOf(readWith);
        writtenWith = Set.copyOf(writtenWith);
        definitions = Set.copyOf(definitions);
    }

    /** A relation that stands for itself. */
    public Relation(
            boolean plain,
            boolean readRunsUserCode,
            boolean writeRunsUserCode,
            boolean readsClock,
            Set<TableName> cascades) {
        this(plain, readRunsUserCode, writeRunsUserCode, readsClock, cascades, Set.of(), Set.of(), Set.of());
    }

    /** A relation that stands for itself and depends on no clock. */
    public Relation(boolean plain, boolean readRunsUserCode, boolean writeRunsUserCode, Set<TableName> cascades) {
        this(plain, readRunsUserCode, writeRunsUserCode, false, cascades);
    }

    /** Returns this relation with tables that are read and written whenever it is. */
    public Relation with(Set<TableName> heirs) {
        return new Relation(
                plain,
                readRunsUserCode,
                writeRunsUserCode,
                readsClock,
                cascades,
                union(readWith, heirs),
                union(writtenWith, heirs),
                definitions);
    }

    /**
     * Returns this relation as one that shows what a query gives, and writes to what the query names; anywhere, if the query
     * is not fully understood.
     */
    public Relation showing(Definition definition) {
        Definition view = definition.ofView();
        return new Relation(
                plain,
                readRunsUserCode,
                writeRunsUserCode || view.notCacheable().isPresent(),
                readsClock,
                cascades,
                readWith,
                union(writtenWith, view.tables()),
                union(definitions, Set.of(view)));
    }

    /** Returns this relation as one whose rows are shown by conditions. */
    public Relation guardedBy(Set<Definition> conditions) {
        return new Relation(
                plain,
                readRunsUserCode,
                writeRunsUserCode,
                readsClock,
                cascades,
                readWith,
                writtenWith,
                union(definitions, conditions));
    }

    /** Returns what is known of a name that stands for this relation and for another one, or of which more is known. */
    public Relation and(Relation other) {
        return new Relation(
                plain && other.plain,
                readRunsUserCode || other.readRunsUserCode,
                writeRunsUserCode || other.writeRunsUserCode,
                readsClock || other.readsClock,
                union(cascades, other.cascades),
                union(readWith, other.readWith),
                union(writtenWith, other.writtenWith),
                union(definitions, other.definitions));
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        if (one.isEmpty()) {
            return other;
        }
        Set<T> union = new HashSet<>(one);
        union.addAll(other);
        return union;
    }
}
