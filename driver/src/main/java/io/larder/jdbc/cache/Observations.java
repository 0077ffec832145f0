package io.larder.jdbc.cache;

import io.larder.cache.Answer;
import io.larder.cache.AnswerCache;
import io.larder.cache.Lookup;
import io.larder.cache.Priority;
import io.larder.cache.Question;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.api.CacheStatistics;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Which questions of one database would have an answer in memory, without the answers. Thread-safe. */
public final class Observations {
    private static final Answer NO_ROWS = () -> 0;

    private static final long FIRST_REPORT = 1_000;

    private final AnswerCache questions;
    private final AtomicLong hits = new AtomicLong();
    private final AtomicLong nextReport = new AtomicLong(FIRST_REPORT);

    /** @param maximumBytes heap that the questions may occupy */
    Observations(long maximumBytes) {
        this.questions = new AnswerCache(maximumBytes);
    }

    /** Returns what is known of a question's answer; a hit of which only {@link Lookup.Hit#holds} means something. */
    public Lookup find(Question question) {
        return questions.find(question, Priority.NORMAL);
    }

    /** An answer would have been kept. */
    public void kept(Question question, Stamp stamp, Dependencies dependencies, long takenAt) {
        questions.store(question, new Lookup.Hit(NO_ROWS, stamp, dependencies, takenAt), Priority.NORMAL);
    }

    /**
     * A question would have been answered. Says so in the log at the thousandth, the ten thousandth and so on.
     *
     * @param figures of its database
     */
    public void hit(Supplier<CacheStatistics> figures) {
        long next = nextReport.get();
        if (hits.incrementAndGet() >= next && nextReport.compareAndSet(next, 10 * next)) {
            CacheStatistics counted = figures.get();
            Events.once(
                    Events.Event.OBSERVED,
                    String.format(
                            Locale.ROOT,
                            "%d queries would have been answered from memory until now, %.0f %% of all; the database took"
                                    + " %.1f s for them",
                            counted.trials().observedHits(),
                            100 * counted.observedHitRate(),
                            counted.trials().observedNanos() / 1e9));
        }
    }

    void clear() {
        questions.clear();
    }
}
