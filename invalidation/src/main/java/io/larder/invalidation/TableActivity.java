package io.larder.invalidation;

/**
 * What is known of the changes of a table, for people. Its figures are not taken at one instant.
 *
 * @param changes how many announced changes have come to their end, those of other processes included
 * @param sinceLastNanos how long ago the latest one did; 0 if there was none
 * @param changing whether one is announced and not at its end
 */
public record TableActivity(long changes, long sinceLastNanos, boolean changing) {
    /** A table of which no change is known. */
    public static final TableActivity NONE = new TableActivity(0, 0, false);
}
