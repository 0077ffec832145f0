package io.larder.sql;

/**
 * A piece of a statement. The pieces of a text, put together, give the text.
 *
 * @param kind what it is
 * @param start where it starts in the text
 * @param end where it ends, exclusive
 * @param text the piece itself; of an operator what the server sees of it; empty for space and comments; of
 *     {@link TokenKind#UNKNOWN} the reason
 * @param folded the text with ASCII letters in lower case if this is a word, else the text
 */
record Token(TokenKind kind, int start, int end, String text, String folded) {
    boolean isWord(String word) {
        return kind == TokenKind.WORD && folded.equals(word);
    }

    boolean isPunctuation(char c) {
        return kind == TokenKind.PUNCTUATION && text.length() == 1 && text.charAt(0) == c;
    }

    boolean isOperator(String operator) {
        return kind == TokenKind.OPERATOR && text.equals(operator);
    }

    /** A word or a quoted name: what can name a table, a column or a function. */
    boolean isName() {
        return kind == TokenKind.WORD || kind == TokenKind.QUOTED_NAME;
    }

    boolean isLiteral() {
        return kind == TokenKind.STRING || kind == TokenKind.NUMBER || kind == TokenKind.PARAMETER;
    }

    /** A piece that a database does not see. */
    boolean isIgnorable() {
        return kind == TokenKind.SPACE || kind == TokenKind.COMMENT;
    }

    /** Returns the name itself: without quotes, and not folded if it had some. */
    String name() {
        if (kind != TokenKind.QUOTED_NAME) {
            return folded;
        }
        String quote = text.substring(0, 1);
        return text.substring(1, text.length() - 1).replace(quote + quote, quote);
    }
}
