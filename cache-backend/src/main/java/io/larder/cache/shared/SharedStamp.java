package io.larder.cache.shared;

/**
 * A place in the order of all changes that all processes of a database see, taken before an answer's query ran. What it means
 * is the affair of those who agree on that order; here it is kept.
 *
 * @param epoch name of the order
 * @param position number of the last change that was known then
 * @param nonce what tells apart two changes of one number
 */
public record SharedStamp(String epoch, long position, long nonce) {}
