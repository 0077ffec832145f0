package io.larder.jdbc.cache;

import io.larder.cache.shared.SharedStamp;
import io.larder.sql.TableName;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The order of all changes that all processes of a database see, as far as this one has followed it. Thread-safe. */
interface SharedOrder {
    /** Returns the place up to which it was followed; null while this process may not serve or store. */
    @Nullable
    SharedStamp now();

    /**
     * Returns whether none of the tables has changed after a stamp, as far as was followed and including what this process
     * itself has changed; false in doubt.
     */
    boolean unchangedSince(SharedStamp stamp, Set<TableName> tables);
}
