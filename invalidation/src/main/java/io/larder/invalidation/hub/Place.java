package io.larder.invalidation.hub;

/**
 * A place in the order of all changes: one that an answer carries which other processes may find.
 *
 * @param epoch the memory of the hub that the log belongs to
 * @param at in that log
 */
public record Place(String epoch, LogPosition at) {}
