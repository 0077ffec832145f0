package io.larder.jdbc.cache;

import io.larder.cache.shared.SharedStamp;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a query began that others may have the answer of. Rows bear the name of the schema that they were read under: what was
 * read under one version must not be found by who asks under the next one. Immutable.
 *
 * @param stamp in the order of all changes
 * @param version of the schema and the rights, as this process knew them then
 */
public record SharedPlace(SharedStamp stamp, String version) {
    /** Returns the place; null if there is none, or nothing vouches for the schema. */
    static @Nullable SharedPlace of(@Nullable SharedStamp stamp, Optional<String> version) {
        return stamp == null || version.isEmpty() ? null : new SharedPlace(stamp, version.get());
    }

    /** Returns whether the schema still is the one that the query began under. */
    boolean isUnder(Optional<String> now) {
        return now.isPresent() && now.get().equals(version);
    }
}
