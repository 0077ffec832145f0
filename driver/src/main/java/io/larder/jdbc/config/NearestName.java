package io.larder.jdbc.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** The name that a user probably meant. */
final class NearestName {
    private NearestName() {}

    /** Returns the candidate with the fewest letters to change, whatever their case. */
    static String of(String written, Collection<String> candidates) {
        return candidates.stream()
                .min(Comparator.comparingInt(
                        candidate -> distance(written.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT))))
                .orElseThrow();
    }

    /** The Levenshtein distance, one row of its table at a time. */
    private static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
