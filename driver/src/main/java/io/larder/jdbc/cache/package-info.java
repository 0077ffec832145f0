/**
 * What do all connections to one database share? {@code CachedDatabase}, found in {@code DatabaseRegistry}, with its
 * {@code Schema}, {@code Statistics}, {@code Texts} and {@code ConcurrentMisses} (who asks what another connection is
 * asking waits for it). {@code KnownDatabases} lists what is known of each kind of database.
 *
 * <p>{@code Session} is what is known of one session, with the {@code Allowances} of its user; {@code ReadProof} is what is
 * known of what a query reads. {@code Coordination} is this process among others, {@code SharedTier} the answers that they keep
 * for each other: by a {@code SharedQuestion}, in a {@code SharedOrder}, and in {@code SharedTurns}. {@code OwnTransaction}
 * runs Larder's own queries between the application's transactions or within one. {@code Events} are told to people.
 */
@NullMarked
package io.larder.jdbc.cache;

import org.jspecify.annotations.NullMarked;
