package io.larder.cache.shared;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A store that several processes share: bytes under names, for a while. It may lose, keep for longer than it was told to, or
 * garble what it was given: who asks believes nothing. This is all that a backend has to be. Thread-safe; no method waits or
 * throws.
 */
public interface ByteStore {
    /**
     * Asks for what was kept under a name.
     *
     * @return never fails; whoever does not want to wait any longer cancels it
     */
    CompletableFuture<Fetched<byte[]>> fetch(String name);

    /**
     * Keeps something, in place of what there was.
     *
     * @param timeToLive after which it is to be forgotten; at least a millisecond
     * @return whether it was kept; never fails
     */
    CompletableFuture<Boolean> put(String name, byte[] value, Duration timeToLive);
}
