package io.larder.invalidation;

import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.util.Optional;
import java.util.Set;

/**
 * What a query reads by the schema of its database. Immutable.
 *
 * @param tables all tables whose change outdates an answer, those below what the text names included
 * @param settings users' own settings of the session that the answer depends on, of which the text shows nothing: their
 *     values must be part of the session's key
 * @param notCacheable why an answer must not be kept; empty if it may be
 */
public record ReadSet(Set<TableName> tables, Set<String> settings, Optional<BypassReason> notCacheable) {
    public ReadSet {
        tables = Set.copyOf(tables);
        settings = Set.copyOf(settings);
    }

    /** What depends on no setting. */
    public ReadSet(Set<TableName> tables, Optional<BypassReason> notCacheable) {
        this(tables, Set.of(), notCacheable);
    }
}
