package io.larder.invalidation.hub;

/**
 * A place in the log, with what stands there. After a hub has lost the tail of its memory another entry may take the same
 * number: the nonce tells them apart.
 *
 * @param number counted from 1; 0 is before the first entry
 * @param nonce random number of the entry; 0 where there is none
 */
public record LogPosition(long number, long nonce) {
    /** Before the first entry. */
    public static final LogPosition START = new LogPosition(0, 0);
}
