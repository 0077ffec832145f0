package io.larder.sql;

import java.util.List;

/**
 * Makes the question of a text: equal for texts that get the same answer with the same column labels. Its tokens can be
 * read back from it, so that different statements never share a question.
 */
final class Normalizer {
    private Normalizer() {}

    static String question(StatementText text, Dialect dialect) {
        // MariaDB labels a column with the source text of its expression, comments and letter case included.
        return dialect == Dialect.POSTGRESQL || dialect == Dialect.H2 ? spaced(text, dialect) : verbatim(text);
    }

    /** Only PostgreSQL folds names in every database: a setting of H2 keeps their letter case, labels included. */
    private static String spaced(StatementText text, Dialect dialect) {
        StringBuilder question = new StringBuilder(text.length());
        Token previous = null;
        for (Token token : text.tokens()) {
            if (token.isIgnorable() && !text.isBrace(token)) {
                continue;
            }
            if (previous != null) {
                // Strings that follow each other are one string after a line break, an error without.
                boolean strings = previous.kind() == TokenKind.STRING && token.kind() == TokenKind.STRING;
                question.append(strings ? text.between(previous, token) : " ");
            }
            // An escape is not what it stands for where a statement switches escapes off.
            if (token.kind() == TokenKind.OPERATOR || text.isBrace(token)) {
                question.append(text.source(token));
            } else {
                question.append(dialect == Dialect.POSTGRESQL ? token.folded() : token.text());
            }
            previous = token;
        }
        return question.toString();
    }

    private static String verbatim(StatementText text) {
        List<Token> tokens = text.tokens();
        int first = 0;
        int last = tokens.size() - 1;
        while (tokens.get(first).isIgnorable()) {
            first++;
        }
        while (tokens.get(last).isIgnorable() && !text.isBrace(tokens.get(last))) {
            last--;
        }
        StringBuilder question = new StringBuilder(text.length());
        for (Token token : tokens.subList(first, last + 1)) {
            question.append(text.source(token));
        }
        return question.toString();
    }
}
