package io.larder.invalidation;

import io.larder.sql.TableName;
import java.util.Set;

/**
 * What is known of the relations of one name. A name that stands for several relations (in several schemas) carries the
 * most careful answer of them all.
 *
 * @param plain whether its rows change only by statements that name it and by {@code cascades}: an ordinary table, without
 *     row security, partitions or inheritance, not temporary, not foreign, not a catalog
 * @param readRunsUserCode whether reading it may run functions of users, which may write (views, row security)
 * @param writeRunsUserCode whether writing it may run functions of users or write elsewhere (triggers, rules, defaults,
 *     constraints)
 * @param readsClock whether what is read from it may depend on the day: times of day, which some databases complete with
 *     today's date where a timestamp is wanted
 * @param cascades the tables whose foreign keys change rows when rows of this one are updated or deleted
 */
public record Relation(
        boolean plain,
        boolean readRunsUserCode,
        boolean writeRunsUserCode,
        boolean readsClock,
        Set<TableName> cascades) {
    public Relation {
        cascades = Set.copyOf(cascades);
    }

    /** A relation that depends on no clock. */
    public Relation(boolean plain, boolean readRunsUserCode, boolean writeRunsUserCode, Set<TableName> cascades) {
        this(plain, readRunsUserCode, writeRunsUserCode, false, cascades);
    }
}
