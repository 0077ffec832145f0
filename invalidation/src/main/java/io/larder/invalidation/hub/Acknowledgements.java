package io.larder.invalidation.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** How far other processes have applied the log, for writers of this process who wait for them. Thread-safe. */
final class Acknowledgements {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<NodeId, Long> positions = new HashMap<>();
    private @Nullable String epoch;
    private long news;

    /** Positions of another memory of the hub mean nothing any more. */
    void begin(String newEpoch) {
        lock.lock();
        try {
            epoch = newEpoch;
            positions.clear();
            told();
        } finally {
            lock.unlock();
        }
    }

    /** @param ofEpoch the memory of the hub that the positions are of; of another one they mean nothing */
    void arrived(String ofEpoch, Map<NodeId, Long> news) {
        if (news.isEmpty()) {
            return;
        }
        lock.lock();
        try {
            if (!ofEpoch.equals(epoch)) {
                return;
            }
            news.forEach((node, position) -> positions.merge(node, position, Math::max));
            told();
        } finally {
            lock.unlock();
        }
    }

    /** Something else has changed that writers may wait for. */
    void changed() {
        lock.lock();
        try {
            told();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes away those who have applied a position; if any are left, waits for news, at most so long.
     *
     * @return whether the thread was interrupted meanwhile
     */
    boolean awaitThoseAt(long position, String ofEpoch, Map<NodeId, Long> awaited, long nanos) {
        lock.lock();
        try {
            removeThoseAt(position, ofEpoch, awaited);
            if (!awaited.isEmpty()) {
                awaitNews(nanos);
                removeThoseAt(position, ofEpoch, awaited);
            }
            return false;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void told() {
        news++;
        changed.signalAll();
    }

    private void awaitNews(long nanos) throws InterruptedException {
        long known = news;
        long left = nanos;
        while (news == known && left > 0) {
            left = changed.awaitNanos(left);
        }
    }

    private void removeThoseAt(long position, String ofEpoch, Map<NodeId, Long> awaited) {
        boolean current = ofEpoch.equals(epoch);
        awaited.entrySet()
                .removeIf(one ->
                        one.getValue() >= position || current && positions.getOrDefault(one.getKey(), 0L) >= position);
    }

    /** Waits for anything new, at most so long. Returns whether the thread was interrupted meanwhile. */
    boolean await(long nanos) {
        lock.lock();
        try {
            awaitNews(nanos);
            return false;
        } catch (InterruptedException e) {
            return true;
        } finally {
            lock.unlock();
        }
    }
}
