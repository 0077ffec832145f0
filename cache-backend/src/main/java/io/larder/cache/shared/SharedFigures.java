package io.larder.cache.shared;

/**
 * What became of the look-ups in a shared store and of what was to be kept there, since the program started.
 *
 * @param found answers that were found
 * @param absent look-ups that found nothing
 * @param unreadable entries that could not be believed: garbled, forged, of another version or another question
 * @param unavailable look-ups that the store did not answer, or not in time
 * @param kept answers that the store has taken
 * @param tooLarge answers that were too large to be kept
 * @param dropped answers that were not kept because too many were on their way, or the store was in trouble
 * @param refused answers that the store has not taken
 */
public record SharedFigures(
        long found,
        long absent,
        long unreadable,
        long unavailable,
        long kept,
        long tooLarge,
        long dropped,
        long refused) {
    /** Where nothing is shared. */
    public static final SharedFigures NONE = new SharedFigures(0, 0, 0, 0, 0, 0, 0, 0);
}
