package io.larder.invalidation.hub;

import java.util.concurrent.atomic.AtomicLongArray;

/** The nonces of the latest entries of a log. Written by one thread, read by all. */
final class Nonces {
    static final int KEPT = 16_384;

    private final AtomicLongArray numbers = new AtomicLongArray(KEPT);
    private final AtomicLongArray nonces = new AtomicLongArray(KEPT);

    void put(LogPosition at) {
        int slot = slot(at.number());
        // In between the slot is nobody's: a reader must not take one entry's nonce for another's.
        numbers.set(slot, 0);
        nonces.set(slot, at.nonce());
        numbers.set(slot, at.number());
    }

    /** Returns whether this entry is known to have been applied; false for one of long ago. */
    boolean has(LogPosition at) {
        int slot = slot(at.number());
        return numbers.get(slot) == at.number() && nonces.get(slot) == at.nonce() && numbers.get(slot) == at.number();
    }

    private static int slot(long number) {
        return (int) (number % KEPT);
    }
}
