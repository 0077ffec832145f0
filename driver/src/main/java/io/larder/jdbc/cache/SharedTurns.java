package io.larder.jdbc.cache;

import io.larder.cache.Lookup;
import io.larder.cache.shared.Earnings;
import io.larder.cache.shared.Fetched;
import io.larder.cache.shared.SharedAnswers;
import io.larder.cache.shared.Turn;
import io.larder.jdbc.cache.ConcurrentMisses.Waiting.Pauses;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Misses of one question at the same time, in several processes: one asks the database, and the others wait for its answer,
 * which they take if it holds for them like any other. What decides is a name in the store, given to one of them for a while.
 * Thread-safe.
 *
 * <p>All that a look-up takes, waiting for another process included, stays within the patience that there is for the store. So
 * only questions are worth a turn that the database answers within it; for dearer ones each process asks once. Whatever goes
 * wrong (the store is in trouble, the other process is gone or too slow) ends in asking the database.
 */
public final class SharedTurns {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    /** An answer is found late by so much of what it takes at most. */
    private static final int PAUSES = 8;

    private final SharedAnswers answers;
    private final Earnings earnings;
    private final Duration longest;

    SharedTurns(SharedAnswers answers, Earnings earnings, Duration patience) {
        this.answers = answers;
        this.earnings = earnings;
        // Who comes when it was just taken waits as long as he would in any case.
        this.longest = patience.multipliedBy(2);
    }

    /**
     * What came of a look-up.
     *
     * @param hit an answer that holds; null if the database is to be asked
     * @param turn to be ended when it was asked
     */
    public record Finding(Lookup.@Nullable Hit hit, Turn turn) {
        /** No answer, and nobody waits for one. */
        public static final Finding NOTHING = new Finding(null, Turn.NONE);
    }

    /**
     * Takes the turn, or waits for the answer of who has it.
     *
     * @param end of all waiting, by {@link System#nanoTime()}
     * @param look looks for an answer that holds, for so many nanoseconds at most
     */
    Finding take(SharedTier.Key key, long end, Pauses pauses, LongFunction<Lookup.@Nullable Hit> look) {
        String self = UUID.randomUUID().toString();
        long pause = Math.max(SHORTEST_PAUSE, earnings.databaseNanos(key.template()) / PAUSES);
        String holder = null;
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            if (!(answers.claim(key.bytes(), self, Duration.ofNanos(left), longest)
                    instanceof Fetched.Found<String> now)) {
                break;
            }
            boolean own = now.value().equals(self);
            if (own || holder != null && !holder.equals(now.value())) {
                // Who had it has ended, perhaps between our look and our claim.
                Lookup.Hit hit = look.apply(Math.max(1, end - System.nanoTime()));
                if (own || hit != null) {
                    return own ? owned(key, self, hit) : new Finding(hit, Turn.NONE);
                }
            }
            holder = now.value();
            if (!pauses.pause(Math.max(1, Math.min(pause, end - System.nanoTime())))) {
                return Finding.NOTHING;
            }
        }
        earnings.waitedInVain(key.template());
        return Finding.NOTHING;
    }

    private Finding owned(SharedTier.Key key, String self, Lookup.@Nullable Hit hit) {
        Turn turn = new Turn(() -> answers.release(key.bytes(), self));
        return new Finding(hit, turn);
    }
}
