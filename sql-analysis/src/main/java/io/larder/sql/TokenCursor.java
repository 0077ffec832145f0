package io.larder.sql;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads the tokens of a short statement from left to right. For one thread. */
final class TokenCursor {
    private final List<Token> tokens;
    private int at;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    boolean atEnd() {
        return at >= tokens.size();
    }

    /** Goes past the words if they all come next. */
    boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).isWord(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Goes past one word if it is one of these. */
    boolean acceptOneOf(String... words) {
        for (String word : words) {
            if (accept(word)) {
                return true;
            }
        }
        return false;
    }

    boolean acceptOperator(String operator) {
        boolean found = !atEnd() && tokens.get(at).isOperator(operator);
        at += found ? 1 : 0;
        return found;
    }

    /** Goes past a name, dotted or not, and returns it in lower case. */
    Optional<String> name() {
        StringBuilder name = new StringBuilder();
        while (!atEnd() && tokens.get(at).isName()) {
            name.append(tokens.get(at).name());
            at++;
            if (atEnd() || !tokens.get(at).isPunctuation('.')) {
                return Optional.of(name.toString().toLowerCase(Locale.ROOT));
            }
            name.append('.');
            at++;
        }
        return Optional.empty();
    }

    /** Goes past a name, dotted or not, and returns the last part of it. */
    Optional<Token> lastOfName() {
        int before = at;
        return name().isPresent() && at > before ? Optional.of(tokens.get(at - 1)) : Optional.empty();
    }

    boolean acceptPunctuation(char punctuation) {
        boolean found = !atEnd() && tokens.get(at).isPunctuation(punctuation);
        at += found ? 1 : 0;
        return found;
    }

    /** Goes past a string without prefix and returns its value. */
    Optional<String> string() {
        if (atEnd()
                || tokens.get(at).kind() != TokenKind.STRING
                || tokens.get(at).text().charAt(0) != '\'') {
            return Optional.empty();
        }
        String text = tokens.get(at++).text();
        return Optional.of(text.substring(1, text.length() - 1).replace("''", "'"));
    }

    /** Goes past a group in parentheses, if one comes next. */
    void skipGroup() {
        if (atEnd() || !tokens.get(at).isPunctuation('(')) {
            return;
        }
        int depth = 0;
        do {
            depth += tokens.get(at).isPunctuation('(') ? 1 : tokens.get(at).isPunctuation(')') ? -1 : 0;
            at++;
        } while (!atEnd() && depth > 0);
    }

    /** Returns whether what is left has any of these words. */
    boolean hasAny(String... words) {
        for (Token token : rest()) {
            for (String word : words) {
                if (token.isWord(word)) {
                    return true;
                }
            }
        }
        return false;
    }

    boolean hasParenthesis() {
        return rest().stream().anyMatch(token -> token.isPunctuation('('));
    }

    boolean hasComma() {
        return rest().stream().anyMatch(token -> token.isPunctuation(','));
    }

    List<Token> rest() {
        return tokens.subList(Math.min(at, tokens.size()), tokens.size());
    }
}
