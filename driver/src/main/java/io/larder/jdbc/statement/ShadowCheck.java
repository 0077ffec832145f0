package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.Trials;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.statement.ReadPath.Asked;
import java.util.HashMap;
import java.util.Map;

/** Compares what was kept with what the database has just answered to the same question. */
final class ShadowCheck {
    private ShadowCheck() {}

    /**
     * Judges an answer that would have been served.
     *
     * @param fresh the database's answer
     * @param now taken after that arrived
     */
    static void judge(Asked asked, Lookup.Hit kept, CapturedRows fresh, Stamp now) {
        // What was, or is being, written in between may be in one of them and not in the other.
        if (!kept.dependencies().unchangedSince(kept.stamp())) {
            return;
        }
        Trials trials = asked.text().trials();
        if (areSame((CapturedRows) kept.answer(), fresh)) {
            trials.agreed();
            return;
        }
        trials.differed(kept.dependencies(), now);
        Events.once(
                Events.Event.ANSWER_DIFFERED,
                "the database's answer is another one than what was kept, and no write is known; of "
                        + asked.read().template());
    }

    /** Returns whether two answers have the same rows. Their order is the database's affair where the query asks for none. */
    static boolean areSame(CapturedRows one, CapturedRows other) {
        int count = one.rowCount();
        return count == other.rowCount() && (areSameInOrder(one, other, count) || haveSame(one, other, count));
    }

    private static boolean areSameInOrder(CapturedRows one, CapturedRows other, int count) {
        for (int i = 0; i < count; i++) {
            if (!one.row(i).equals(other.row(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean haveSame(CapturedRows one, CapturedRows other, int count) {
        Map<Object, Integer> more = new HashMap<>();
        for (int i = 0; i < count; i++) {
            more.merge(one.row(i), 1, Integer::sum);
            more.merge(other.row(i), -1, Integer::sum);
        }
        return more.values().stream().allMatch(difference -> difference == 0);
    }
}
