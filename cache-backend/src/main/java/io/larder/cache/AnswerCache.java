package io.larder.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** Keeps answers in memory, within a budget of bytes; which ones is Caffeine's choice (W-TinyLFU). Thread-safe. */
public final class AnswerCache {
    /** Heap of an entry besides question and answer: Caffeine's node, the hit, its stamp. */
    private static final long ENTRY_BYTES = 200;

    private final Cache<Question, Lookup.Hit> answers;
    private final LongAdder evictions = new LongAdder();

    /** @param maximumBytes heap that questions and answers may occupy together */
    public AnswerCache(long maximumBytes) {
        answers = Caffeine.newBuilder()
                .maximumWeight(maximumBytes)
                .weigher(AnswerCache::weigh)
                // Its upkeep takes less time than to wake another thread for it, and that pool is the application's.
                .executor(Runnable::run)
                .evictionListener((question, hit, cause) -> evictions.increment())
                .build();
    }

    /** Looks a question up. The hit may be out of date: see {@link Lookup.Hit#holds}. */
    public Lookup find(Question question) {
        Lookup found = answers.getIfPresent(question);
        return found == null ? Lookup.MISS : found;
    }

    /** Keeps an answer; replaces an older one. */
    public void store(Question question, Lookup.Hit hit) {
        answers.put(question, hit);
    }

    /** Drops an answer that no longer holds, unless it has been replaced meanwhile. */
    public void drop(Question question, Lookup.Hit hit) {
        answers.asMap().remove(question, hit);
    }

    /** Returns the questions that have an answer, outdated ones that nobody touched included; in no order. */
    public List<Question> questions() {
        return List.copyOf(answers.asMap().keySet());
    }

    /** Returns what is kept for a text in sessions of a kind, whatever its parameters. Looks at all answers: for people. */
    public List<Lookup.Hit> about(SessionKey session, String text) {
        return answers.asMap().entrySet().stream()
                .filter(entry -> entry.getKey().isAbout(session, text))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns the bytes that may be in use. */
    public long maximumBytes() {
        return answers.policy().eviction().orElseThrow().getMaximum();
    }

    /** Drops all answers. */
    public void clear() {
        answers.invalidateAll();
    }

    /** Returns the number of answers, dead ones that nobody touched included. */
    public long size() {
        answers.cleanUp();
        return answers.estimatedSize();
    }

    /** Returns the bytes in use, to within a few percent. */
    public long sizeInBytes() {
        answers.cleanUp();
        return answers.policy().eviction().orElseThrow().weightedSize().orElseThrow();
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
