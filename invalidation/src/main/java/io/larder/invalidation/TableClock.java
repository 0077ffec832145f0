package io.larder.invalidation;

import java.util.concurrent.atomic.AtomicInteger;

/** When did a table change last, and is it changing now? Thread-safe; read on every hit. */
final class TableClock {
    private final AtomicInteger announcements = new AtomicInteger();
    private volatile long lastChange;

    /** For people; {@link #lastChange} decides. */
    private volatile long changes;

    private volatile long changedAtNanos;

    /** From now on nobody serves answers about the table. */
    void opens() {
        announcements.incrementAndGet();
    }

    /** Ends an announcement; the table has changed. */
    void closesChanged(long position) {
        // First the position, then the announcement: who sees the table at rest must see that it has moved.
        advanceTo(position);
        announcements.decrementAndGet();
    }

    /** Ends an announcement; nothing has changed. */
    void closesUnchanged() {
        announcements.decrementAndGet();
    }

    boolean isChanging() {
        return announcements.get() != 0;
    }

    boolean unchangedSince(Stamp stamp) {
        return announcements.get() == 0 && lastChange <= stamp.position();
    }

    /** Returns the position of the last change. */
    long lastChange() {
        return lastChange;
    }

    private synchronized void advanceTo(long position) {
        lastChange = Math.max(lastChange, position);
        changes++;
        changedAtNanos = System.nanoTime();
    }

    TableActivity activity() {
        return new TableActivity(changes, changes == 0 ? 0 : System.nanoTime() - changedAtNanos, isChanging());
    }
}
