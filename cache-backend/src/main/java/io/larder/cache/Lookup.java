package io.larder.cache;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;

/** What a look-up in this process's memory found. */
public sealed interface Lookup {
    /** Nothing is kept for the question. */
    Lookup MISS = new Miss();

    /**
     * An answer is kept. Whether it may still be served is for the caller to ask.
     *
     * @param answer the answer
     * @param stamp taken before its query ran
     * @param dependencies what it depends on
     * @param takenAt {@link System#nanoTime()} before its query ran
     */
    record Hit(Answer answer, Stamp stamp, Dependencies dependencies, long takenAt) implements Lookup {
        /** Returns whether the answer is not older than a limit and nothing that it depends on has changed. */
        public boolean holds(long nanoTime, long maximumAgeNanos) {
            return nanoTime - takenAt < maximumAgeNanos && dependencies.unchangedSince(stamp);
        }
    }

    /** Nothing is kept. */
    record Miss() implements Lookup {}
}
