package io.larder.invalidation;

/**
 * The clocks that an answer depends on: those of its tables, and the one of changes that cannot be listed. Thread-safe;
 * its checks are a few volatile reads, without lock or allocation.
 */
public final class Dependencies {
    private final TableClock[] clocks;

    Dependencies(TableClock[] clocks) {
        this.clocks = clocks;
    }

    /** Returns whether something that was taken under a stamp still holds: nothing changed since, nothing is changing. */
    public boolean unchangedSince(Stamp stamp) {
        for (TableClock clock : clocks) {
            if (!clock.unchangedSince(stamp)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a change is announced: what is read now may be old in a moment, or new already. */
    public boolean areChanging() {
        for (TableClock clock : clocks) {
            if (clock.isChanging()) {
                return true;
            }
        }
        return false;
    }
}
