package io.larder.sql;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Strings that a database reads as a point in time relative to its clock, such as {@code 'today'}. */
public final class RelativeDates {
    private static final Set<String> WORDS = Set.of("now", "today", "tomorrow", "yesterday");

    /** Section 4.1.2.2 of the manual of PostgreSQL, String Constants with C-Style Escapes. */
    private static final Pattern ESCAPE =
            Pattern.compile("\\\\(?:[0-7]{1,3}|x[0-9a-fA-F]{1,2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|.)", Pattern.DOTALL);

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

    /** The same of the literals of a text; strings that follow each other may be one value. */
    static boolean mentionedIn(List<Token> tokens) {
        StringBuilder value = new StringBuilder();
        for (Token token : tokens) {
            if (token.kind() == TokenKind.STRING) {
                char prefix = token.text().charAt(0);
                if (prefix == 'u' || prefix == 'U') {
                    return true;
                }
                value.append(
                        token.text(), contentStart(token.text()), token.text().length() - 1);
            } else if (!token.isIgnorable() && !value.isEmpty()) {
                if (mentionsEitherWay(value.toString())) {
                    return true;
                }
                value.setLength(0);
            }
        }
        return !value.isEmpty() && mentionsEitherWay(value.toString());
    }

    /** Whether a backslash escapes depends on a setting, and on the first of the literals that make a value. */
    private static boolean mentionsEitherWay(String value) {
        return mentions(value) || (value.indexOf('\\') >= 0 && mentions(unescaped(value)));
    }

    /** What PostgreSQL reads in the place of escapes, as far as it can be a letter that is looked for. */
    private static String unescaped(String value) {
        Matcher escapes = ESCAPE.matcher(value);
        return escapes.replaceAll(escape -> {
            String digits = escape.group().substring(1);
            char kind = digits.charAt(0);
            if (LexicalRules.isLetter(kind) && digits.length() > 1) {
                return letter(Integer.parseUnsignedInt(digits.substring(1), 16));
            }
            boolean octal = kind >= '0' && kind <= '7';
            return octal ? letter(Integer.parseInt(digits, 8)) : "bfnrt".indexOf(kind) >= 0 ? " " : letter(kind);
        });
    }

    private static String letter(int code) {
        return code < 128 && LexicalRules.isLetter((char) code) ? String.valueOf((char) code) : " ";
    }

    private static int contentStart(String literal) {
        int quote = 0;
        while ("'\"$".indexOf(literal.charAt(quote)) < 0) {
            quote++;
        }
        return quote + 1;
    }
}
