package io.larder.invalidation;

/**
 * One position in the order of all changes. An answer carries the stamp that was taken before its query ran.
 *
 * @param position number of the last change that was known then; never negative
 */
public record Stamp(long position) {}
