package io.larder.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/**
 * Keeps answers in memory, within a budget of bytes; which ones is Caffeine's choice (W-TinyLFU) among those of equal priority.
 * An answer is found by the priority with which it was stored. Thread-safe.
 */
public final class AnswerCache {
    /** Heap of an entry besides question and answer: Caffeine's node, the hit, its stamp. */
    private static final long ENTRY_BYTES = 200;

    /** Of the budget, for answers of high priority. */
    private static final double MOST_PREFERRED = 0.5;

    /** Of the budget: what is kept beyond pushes out others. */
    private static final double FULL = 0.9;

    private final long maximumBytes;
    /** Has what the preferred ones leave of the budget. */
    private final Cache<Question, Lookup.Hit> usual;

    private final Cache<Question, Lookup.Hit> preferred;
    private final LongAdder evictions = new LongAdder();

    /** @param maximumBytes heap that questions and answers may occupy together */
    public AnswerCache(long maximumBytes) {
        this.maximumBytes = maximumBytes;
        this.usual = cache(maximumBytes);
        this.preferred = cache((long) (MOST_PREFERRED * maximumBytes));
    }

    private Cache<Question, Lookup.Hit> cache(long bytes) {
        return Caffeine.newBuilder()
                .maximumWeight(bytes)
                .weigher(AnswerCache::weigh)
                // Its upkeep takes less time than to wake another thread for it, and that pool is the application's.
                .executor(Runnable::run)
                .evictionListener((question, hit, cause) -> evictions.increment())
                .build();
    }

    /** Looks a question up. The hit may be out of date: see {@link Lookup.Hit#holds}. */
    public Lookup find(Question question, Priority priority) {
        Lookup found = of(priority).getIfPresent(question);
        return found == null ? Lookup.MISS : found;
    }

    /** Keeps an answer, unless there is no room for its priority; replaces an older one. */
    public void store(Question question, Lookup.Hit hit, Priority priority) {
        if (priority == Priority.LOW && isAlmostFull()) {
            return;
        }
        of(priority).put(question, hit);
        if (priority == Priority.HIGH) {
            divideBudget();
        }
    }

    /** Drops an answer that no longer holds, unless it has been replaced meanwhile. */
    public void drop(Question question, Lookup.Hit hit, Priority priority) {
        of(priority).asMap().remove(question, hit);
        if (priority == Priority.HIGH) {
            divideBudget();
        }
    }

    private Cache<Question, Lookup.Hit> of(Priority priority) {
        return priority == Priority.HIGH ? preferred : usual;
    }

    /** One at a time: a weight that is read must not overtake one that was read later. */
    private synchronized void divideBudget() {
        eviction(usual).setMaximum(maximumBytes - bytesOf(preferred));
    }

    private static long bytesOf(Cache<Question, Lookup.Hit> cache) {
        return eviction(cache).weightedSize().orElseThrow();
    }

    private static Policy.Eviction<Question, Lookup.Hit> eviction(Cache<Question, Lookup.Hit> cache) {
        return cache.policy().eviction().orElseThrow();
    }

    /** Returns the questions that have an answer, outdated ones that nobody touched included; in no order. */
    public List<Question> questions() {
        return entries().map(Map.Entry::getKey).toList();
    }

    /** Returns what is kept for a text in sessions of a kind, whatever its parameters. Looks at all answers: for people. */
    public List<Lookup.Hit> about(SessionKey session, String text) {
        return entries()
                .filter(entry -> entry.getKey().isAbout(session, text))
                .map(Map.Entry::getValue)
                .toList();
    }

    private Stream<Map.Entry<Question, Lookup.Hit>> entries() {
        return Stream.of(usual, preferred).flatMap(cache -> cache.asMap().entrySet().stream());
    }

    /** Returns the bytes that may be in use. */
    public long maximumBytes() {
        return maximumBytes;
    }

    /** Drops all answers. */
    public void clear() {
        usual.invalidateAll();
        preferred.invalidateAll();
        divideBudget();
    }

    /** Returns the number of answers, dead ones that nobody touched included. */
    public long size() {
        return Stream.of(usual, preferred)
                .peek(Cache::cleanUp)
                .mapToLong(Cache::estimatedSize)
                .sum();
    }

    /** Returns the bytes in use, to within a few percent. */
    public long sizeInBytes() {
        return Stream.of(usual, preferred)
                .peek(Cache::cleanUp)
                .mapToLong(AnswerCache::bytesOf)
                .sum();
    }

    /** Returns whether hardly anything more is kept but in the place of something else. */
    public boolean isAlmostFull() {
        return sizeInBytes() > FULL * maximumBytes;
    }

    /** Returns how many answers had to make room for others. */
    public long evictions() {
        return evictions.sum();
    }

    private static int weigh(Question question, Lookup.Hit hit) {
        long bytes = ENTRY_BYTES + question.sizeInBytes() + hit.answer().sizeInBytes();
        return (int) Math.min(bytes, Integer.MAX_VALUE);
    }
}
