package io.larder.sql;

/**
 * How the texts of one dialect fall into tokens.
 *
 * @param nestedComments whether comments nest
 * @param slashComments whether {@code //} starts a comment
 * @param hashComments whether {@code #} starts a comment and {@code --} only does before white space
 * @param executableComments whether {@code /*!} and {@code /*M!} are executed
 * @param doubleQuotedStrings whether {@code "x"} is (or may be) a string
 * @param backquotes whether {@code `x`} is a name
 * @param dollarTags whether {@code $tag$…$tag$} is a string; else only {@code $$…$$} may be
 * @param dollarStrings whether {@code $$…$$} is a string
 * @param unicodeNames whether every character beyond ASCII is part of a name, a no-break space too
 * @param sessionEscapes whether a setting of the session decides if a backslash escapes a quote
 * @param freeOperators whether users can define operators, which makes them run as long as their characters
 * @param brackets whether square brackets index arrays and never quote a name
 * @param stringPrefixes letters that, in front of a quote, belong to the string
 */
record LexicalRules(
        boolean nestedComments,
        boolean slashComments,
        boolean hashComments,
        boolean executableComments,
        boolean doubleQuotedStrings,
        boolean backquotes,
        boolean dollarTags,
        boolean dollarStrings,
        boolean unicodeNames,
        boolean sessionEscapes,
        boolean freeOperators,
        boolean brackets,
        String stringPrefixes) {

    /** src/backend/parser/scan.l of PostgreSQL, after the placeholders of its JDBC driver. */
    private static final LexicalRules POSTGRESQL =
            new LexicalRules(true, false, false, false, false, false, true, true, true, true, true, true, "eEnNbBxX");

    /** org.h2.command.Tokenizer of H2 2. */
    private static final LexicalRules H2 =
            new LexicalRules(true, true, false, false, false, true, false, true, false, false, false, false, "nNxX");

    private static final LexicalRules MARIADB =
            new LexicalRules(false, false, true, true, true, true, false, false, true, true, false, false, "nNbBxX");

    static LexicalRules of(Dialect dialect) {
        return switch (dialect) {
            case POSTGRESQL -> POSTGRESQL;
            case H2 -> H2;
            case MARIADB, GENERIC -> MARIADB;
        };
    }

    boolean isSpace(char c) {
        if (c == ' ' || (c >= '\t' && c <= '\r')) {
            return true;
        }
        return !unicodeNames && c > 127 && Character.isSpaceChar(c);
    }

    boolean startsName(char c) {
        if (c < 128) {
            return isLetter(c) || c == '_' || (c == '$' && !dollarStrings);
        }
        return unicodeNames || Character.isLetter(c);
    }

    boolean continuesName(char c) {
        return startsName(c) || (c >= '0' && c <= '9') || c == '$' || (c > 127 && Character.isLetterOrDigit(c));
    }

    static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
