package io.larder.integration.lockstep;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What has been committed, as far as anybody can know: the history that readers are checked against. Each row holds a
 * number that only grows, and has one writer. Thread-safe.
 */
final class Publications {
    private static final int KEPT = 20;

    private final AtomicLongArray begun;
    private final AtomicLongArray committed;
    private final AtomicInteger violationCount = new AtomicInteger();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    Publications(int rows) {
        this.begun = new AtomicLongArray(rows);
        this.committed = new AtomicLongArray(rows);
    }

    int rows() {
        return begun.length();
    }

    /** A writer is about to commit this number. */
    void begins(int row, long number) {
        begun.set(row, number);
    }

    /** The commit has returned: from now on, everybody must see it. */
    void published(int row, long number) {
        committed.set(row, number);
    }

    int violationCount() {
        return violationCount.get();
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    /** Returns the least that a read which starts now must give, for each row. */
    long[] floor() {
        long[] floor = new long[rows()];
        for (int row = 0; row < floor.length; row++) {
            floor[row] = committed.get(row);
        }
        return floor;
    }

    private void violated(String how) {
        if (violationCount.incrementAndGet() <= KEPT) {
            violations.add(how);
        }
    }

    /** One who reads, in one thread, and never goes back in time. */
    final class Witness {
        private final String name;
        private final long[] seen = new long[rows()];

        Witness(String name) {
            this.name = name;
        }

        /** A read that started when this was the floor has given this number. */
        void saw(int row, long number, long[] floor) {
            if (number < floor[row]) {
                violated(name + " saw " + number + " in row " + row + " after " + floor[row] + " was committed");
            }
            if (number < seen[row]) {
                violated(name + " saw " + number + " in row " + row + " after it had seen " + seen[row]);
            }
            if (number > begun.get(row)) {
                violated(name + " saw " + number + " in row " + row + ", which nobody had committed");
            }
            seen[row] = number;
        }
    }
}
