package io.larder.invalidation;

import io.larder.sql.BypassReason;
import io.larder.sql.TableName;
import java.util.Optional;
import java.util.Set;

/**
 * What a query reads by the schema of its database. Immutable.
 *
 * @param tables all tables whose change outdates an answer, those below what the text names included
 * @param notCacheable why an answer must not be kept; empty if it may be
 */
public record ReadSet(Set<TableName> tables, Optional<BypassReason> notCacheable) {
    public ReadSet {
        tables = Set.copyOf(tables);
    }
}
