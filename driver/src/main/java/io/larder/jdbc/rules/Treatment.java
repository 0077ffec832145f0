package io.larder.jdbc.rules;

import io.larder.cache.Priority;

/**
 * What holds for one query by the user's word. Immutable.
 *
 * @param cached whether it may be answered from the cache, if nothing else speaks against that
 * @param ageNanos age after which an answer is not served; {@link #USUALLY} if nothing is said
 * @param maximumAgeNanos upper bound of that age, whoever gives it; {@link Long#MAX_VALUE} if nothing is said
 * @param memory whether answers are kept in this process's memory
 * @param redis whether they are kept in Redis, where there is one
 * @param maximumRows rows of the largest answer that is kept; {@link #USUALLY} if nothing is said
 * @param maximumBytes heap of the largest answer that is kept; {@link #USUALLY} if nothing is said
 * @param priority of its answers where memory is full
 * @param refreshAheadNanos how long before its end an answer is asked for anew; 0 for never; {@link #USUALLY} if nothing is
 *     said
 * @param decidedBy the rule or the comment that said so, for people; empty if none did
 */
public record Treatment(
        boolean cached,
        long ageNanos,
        long maximumAgeNanos,
        boolean memory,
        boolean redis,
        int maximumRows,
        long maximumBytes,
        Priority priority,
        long refreshAheadNanos,
        String decidedBy) {
    /** As the options have it. */
    public static final int USUALLY = -1;

    /** Nobody says anything. */
    public static final Treatment AS_USUAL =
            new Treatment(true, USUALLY, Long.MAX_VALUE, true, true, USUALLY, USUALLY, Priority.NORMAL, USUALLY, "");

    static Treatment never(String decidedBy) {
        return new Treatment(
                false, USUALLY, Long.MAX_VALUE, false, false, USUALLY, USUALLY, Priority.NORMAL, USUALLY, decidedBy);
    }

    Treatment withAge(long nanos, String by) {
        return new Treatment(
                cached,
                nanos,
                maximumAgeNanos,
                memory,
                redis,
                maximumRows,
                maximumBytes,
                priority,
                refreshAheadNanos,
                by);
    }

    /** Returns the age after which an answer is not served, in nanoseconds. */
    public long ageNanos(long usually) {
        return Math.min(ageNanos == USUALLY ? usually : ageNanos, maximumAgeNanos);
    }

    /** Returns whether a rule or a comment says how long answers live, if at all. */
    public boolean decidesAge(long usually) {
        return !cached || ageNanos != USUALLY || maximumAgeNanos < usually;
    }

    public int maximumRows(int usually) {
        return maximumRows == USUALLY ? usually : maximumRows;
    }

    public long maximumBytes(long usually) {
        return maximumBytes == USUALLY ? usually : maximumBytes;
    }
}
