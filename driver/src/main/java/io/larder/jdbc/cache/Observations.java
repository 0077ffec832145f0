package io.larder.jdbc.cache;

import io.larder.cache.Answer;
import io.larder.cache.AnswerCache;
import io.larder.cache.Lookup;
import io.larder.cache.Question;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;

/** Which questions of one database would have an answer in memory, without the answers. Thread-safe. */
public final class Observations {
    private static final Answer NO_ROWS = () -> 0;

    private final AnswerCache questions;

    /** @param maximumBytes heap that the questions may occupy */
    Observations(long maximumBytes) {
        this.questions = new AnswerCache(maximumBytes);
    }

    /** Returns what is known of a question's answer; a hit of which only {@link Lookup.Hit#holds} means something. */
    public Lookup find(Question question) {
        return questions.find(question);
    }

    /** An answer would have been kept. */
    public void kept(Question question, Stamp stamp, Dependencies dependencies, long takenAt) {
        questions.store(question, new Lookup.Hit(NO_ROWS, stamp, dependencies, takenAt));
    }

    void clear() {
        questions.clear();
    }
}
