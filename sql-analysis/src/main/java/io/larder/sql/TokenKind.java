package io.larder.sql;

/** The lexical classes that the analysis tells apart. */
enum TokenKind {
    SPACE,
    /** A comment that the database ignores. */
    COMMENT,
    /** A comment that starts with {@code /*+} and may steer the planner of the database. */
    HINT,
    WORD,
    QUOTED_NAME,
    /** Any quoted value, with its prefix ({@code E'…'}, {@code $$…$$}). */
    STRING,
    NUMBER,
    OPERATOR,
    /** A JDBC parameter. */
    PARAMETER,
    PUNCTUATION,
    /** The rest of a text from where it is not understood; always the last token. */
    UNKNOWN
}
