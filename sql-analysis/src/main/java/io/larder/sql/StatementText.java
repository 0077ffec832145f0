package io.larder.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One statement, as tokens. */
final class StatementText {
    /** In a comment of any kind. */
    private static final Pattern HINT =
            Pattern.compile("(?:/\\*|--|//|#)\\s*larder:(.*?)(?:\\*/)?$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final String sql;
    private final List<Token> tokens;
    private final List<Token> significant;

    private StatementText(String sql, List<Token> tokens, List<Token> significant) {
        this.sql = sql;
        this.tokens = tokens;
        this.significant = significant;
    }

    /** Returns why the tokens are not exactly one understood statement; empty if they are. */
    static Optional<String> trouble(List<Token> tokens) {
        if (!tokens.isEmpty() && tokens.get(tokens.size() - 1).kind() == TokenKind.UNKNOWN) {
            return Optional.of(tokens.get(tokens.size() - 1).text());
        }
        boolean content = false;
        boolean ended = false;
        for (Token token : tokens) {
            boolean end = token.isPunctuation(';');
            // An empty one in front, or a comment, is a statement too where drivers and servers count results.
            if ((end && !content) || (ended && !end && token.kind() != TokenKind.SPACE)) {
                return Optional.of("several statements");
            }
            ended |= end;
            content |= !token.isIgnorable() && token.kind() != TokenKind.HINT;
        }
        return content ? Optional.empty() : Optional.of("no statement");
    }

    /** The one statement of tokens that have no {@link #trouble}. */
    static StatementText of(String sql, List<Token> tokens) {
        List<Token> significant = new ArrayList<>(tokens.size());
        boolean ended = false;
        for (Token token : tokens) {
            if (token.isPunctuation(';')) {
                ended = true;
            } else if (!token.isIgnorable() && token.kind() != TokenKind.HINT) {
                significant.add(token);
            }
        }
        List<Token> inside = ended
                ? tokens.stream().filter(token -> !token.isPunctuation(';')).toList()
                : tokens;
        return new StatementText(sql, inside, significant);
    }

    /** All tokens but semicolons. */
    List<Token> tokens() {
        return tokens;
    }

    /** The tokens that carry meaning: no space, comments, hints, semicolons. At least one. */
    List<Token> significant() {
        return significant;
    }

    /**
     * Returns whether something in double quotes stands where it would be the name of a function, or part of a longer name,
     * if it were a name. As the name of a table it is none of a string's places, as that of a column it changes nothing.
     */
    boolean mayQuoteNames() {
        for (int i = 0; i < significant.size(); i++) {
            Token token = significant.get(i);
            if (token.kind() == TokenKind.STRING && token.text().charAt(0) == '"') {
                Token next = i + 1 < significant.size() ? significant.get(i + 1) : token;
                boolean continued = next.isPunctuation('(') || next.isPunctuation('.');
                if (continued || (i > 0 && significant.get(i - 1).isPunctuation('.'))) {
                    return true;
                }
            }
        }
        return false;
    }

    int parameterCount() {
        int count = 0;
        for (Token token : significant) {
            count += token.kind() == TokenKind.PARAMETER ? 1 : 0;
        }
        return count;
    }

    /** Returns what its comments say to Larder: what follows {@code larder:} at their beginning; empty if they do not. */
    String hint() {
        StringBuilder hint = new StringBuilder();
        for (Token token : tokens) {
            if (token.kind() == TokenKind.COMMENT) {
                Matcher comment = HINT.matcher(source(token));
                if (comment.lookingAt()) {
                    hint.append(hint.isEmpty() ? "" : " ")
                            .append(comment.group(1).strip());
                }
            }
        }
        return hint.toString();
    }

    /** Length of the text as it was written. In characters. */
    int length() {
        return sql.length();
    }

    /** The text of the token as it was written. */
    String source(Token token) {
        return sql.substring(token.start(), token.end());
    }

    /** Returns whether a JDBC escape starts or ends here. */
    boolean isBrace(Token token) {
        char first = sql.charAt(token.start());
        return first == '{' || first == '}';
    }

    /** What is written behind a token, comments included; without space at its ends, and without a semicolon. */
    String behind(Token token) {
        int end = token.end();
        for (Token next : tokens) {
            end = next.kind() == TokenKind.SPACE ? end : Math.max(end, next.end());
        }
        return sql.substring(token.end(), end).strip();
    }

    String between(Token left, Token right) {
        return sql.substring(left.end(), right.start());
    }
}
