package io.larder.integration.hunt;

import io.larder.invalidation.hub.Hub;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** What was acknowledged longer ago than any lease lasts, as far as one reader has looked. Not thread-safe. */
final class LeaseAgo {
    private static final long BOUND = Hub.LEASE.toNanos();

    private final SharedRecord record;
    private final Deque<?>[] known;
    private final long[] numbers;

    private record Known(long nanoTime, long number) {}

    LeaseAgo(SharedRecord record) {
        this.record = record;
        this.known =
                Stream.generate(ArrayDeque<Known>::new).limit(record.rows()).toArray(Deque<?>[]::new);
        this.numbers = new long[record.rows()];
    }

    /** Returns the highest number of a row that was acknowledged so long ago. */
    long acknowledged(int row) {
        @SuppressWarnings("unchecked")
        Deque<Known> ofRow = (Deque<Known>) known[row];
        long number = record.acknowledged(row);
        // Not before: by now it was acknowledged.
        long now = System.nanoTime();
        Known last = ofRow.peekLast();
        if (number > (last == null ? numbers[row] : last.number())) {
            ofRow.addLast(new Known(now, number));
        }
        for (Known first = ofRow.peekFirst();
                first != null && now - first.nanoTime() > BOUND;
                first = ofRow.peekFirst()) {
            numbers[row] = ofRow.removeFirst().number();
        }
        return numbers[row];
    }
}
