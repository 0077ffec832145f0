package io.larder.cache;

import org.jspecify.annotations.Nullable;

/**
 * A bound parameter: how it was bound, and its value. Two parameters are equal if the database must understand them alike:
 * {@code setInt(1, 5)} and {@code setString(1, "5")} are different.
 *
 * @param binding which setter, and with which further arguments
 * @param value an immutable value whose {@code equals} compares all of it; null for SQL NULL
 */
public record Parameter(Object binding, @Nullable Object value) {
    /** Returns the heap that the parameter occupies, roughly. */
    long sizeInBytes() {
        long content = value instanceof CharSequence text ? 2L * text.length() : 48;
        return 32 + content;
    }
}
