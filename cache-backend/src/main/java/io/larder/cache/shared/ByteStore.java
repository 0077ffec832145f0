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

    /**
     * Gives a name to somebody for a while, unless somebody has it: one step of the store.
     *
     * @param who equal to what nobody else calls himself
     * @return who has it now; never fails
     */
    CompletableFuture<Fetched<String>> claim(String name, String who, Duration timeToLive);

    /** Takes a name back from somebody, if he still has it; otherwise its time will. */
    void release(String name, String who);
}
