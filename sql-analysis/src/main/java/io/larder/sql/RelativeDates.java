package io.larder.sql;

import java.util.List;
import java.util.Set;

/** Strings that a database reads as a point in time relative to its clock, such as {@code 'today'}. */
public final class RelativeDates {
    private static final Set<String> WORDS = Set.of("now", "today", "tomorrow", "yesterday");
    private static final int SHORTEST = 3;
    private static final int LONGEST = 9;

    private RelativeDates() {}

    /**
     * Returns whether a value contains {@code now}, {@code today}, {@code tomorrow} or {@code yesterday} as a word, in
     * any letter case. It may have been meant as plain text; whoever asks cannot know.
     */
    public static boolean mentions(String value) {
        int start = -1;
        for (int i = 0; i <= value.length(); i++) {
            boolean letter = i < value.length() && LexicalRules.isLetter(value.charAt(i));
            if (letter && start < 0) {
                start = i;
            } else if (!letter && start >= 0) {
                if (isRelative(value, start, i)) {
                    return true;
                }
                start = -1;
            }
        }
        return false;
    }

    private static boolean isRelative(String value, int start, int end) {
        int length = end - start;
        if (length < SHORTEST || length > LONGEST || "nNtTyY".indexOf(value.charAt(start)) < 0) {
            return false;
        }
        return WORDS.stream()
                .anyMatch(word -> word.length() == length && value.regionMatches(true, start, word, 0, length));
    }

    /** The same of the literals of a text; strings that follow each other may be one value, escapes may hide anything. */
    static boolean mentionedIn(List<Token> tokens) {
        StringBuilder value = new StringBuilder();
        for (Token token : tokens) {
            if (token.kind() == TokenKind.STRING) {
                if (hidesLetters(token.text())) {
                    return true;
                }
                value.append(
                        token.text(), contentStart(token.text()), token.text().length() - 1);
            } else if (!token.isIgnorable() && !value.isEmpty()) {
                if (mentions(value.toString())) {
                    return true;
                }
                value.setLength(0);
            }
        }
        return !value.isEmpty() && mentions(value.toString());
    }

    private static boolean hidesLetters(String literal) {
        char prefix = literal.charAt(0);
        return ((prefix == 'e' || prefix == 'E') && literal.indexOf('\\') >= 0) || prefix == 'u' || prefix == 'U';
    }

    private static int contentStart(String literal) {
        int quote = 0;
        while ("'\"$".indexOf(literal.charAt(quote)) < 0) {
            quote++;
        }
        return quote + 1;
    }
}
