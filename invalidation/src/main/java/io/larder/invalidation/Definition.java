package io.larder.invalidation;

import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.Optional;
import java.util.Set;

/**
 * A query that runs whenever a relation is read: that of a view, or the condition of row security. Immutable.
 *
 * @param tables what it names
 * @param names functions and operators that it uses, to be checked against the database's own definitions
 * @param settings names of users' own settings whose values it asks for
 * @param notCacheable why an answer that depends on it must not be kept; empty if it may be
 */
public record Definition(
        Set<TableName> tables, UsedNames names, Set<String> settings, Optional<BypassReason> notCacheable) {
    public Definition {
        tables = Set.copyOf(tables);
        settings = Set.copyOf(settings);
    }

    /** Returns what is known of a definition from its text; of one that is no understood query, that it is not cacheable. */
    public static Definition of(StatementPlan plan) {
        if (plan instanceof StatementPlan.Read read) {
            return new Definition(read.tables(), read.names(), Set.of(), read.notCacheable());
        }
        return unknown();
    }

    /** Returns a definition of which it is not known what it reads. */
    public static Definition unknown() {
        return new Definition(Set.of(), UsedNames.NONE, Set.of(), Optional.of(BypassReason.TABLE_NOT_PLAIN));
    }

    /** Returns this definition as that of a view: if it reads no table, its rows are no sign that a table was read. */
    Definition ofView() {
        return tables.isEmpty() && notCacheable.isEmpty()
                ? new Definition(tables, names, settings, Optional.of(BypassReason.NO_TABLE))
                : this;
    }
}
