package io.larder.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * A statement without the values of its literals. All that is found out about structure is found out from a template, so
 * that it can be remembered for every text that has the same one.
 *
 * @param key equal for equal templates only
 * @param tokens the tokens that carry meaning, with stand-ins for literals
 */
record Template(String key, List<Token> tokens) {
    /** Of no place: nothing asks where in a text a literal stands. */
    private static final Token ANY_STRING = new Token(TokenKind.STRING, 0, 0, "''", "''");

    private static final Token ANY_NUMBER = new Token(TokenKind.NUMBER, 0, 0, "1", "1");

    private static final int USUAL_LENGTH = 8;

    /** Longer lists of literals are cut to this length: nothing asks how many values an IN list has. */
    private static final int LONGEST_LIST = 3;

    /** @param foldsWords whether letter case means nothing in words, wherever they stand */
    static Template of(List<Token> significant, boolean foldsWords) {
        List<Token> tokens = new ArrayList<>(significant.size());
        int listed = 0;
        for (int i = 0; i < significant.size(); i++) {
            Token token = significant.get(i);
            boolean inList = token.isLiteral() && isComma(significant, i - 1) && isComma(significant, i + 1);
            if (inList && ++listed > LONGEST_LIST) {
                i++;
                continue;
            }
            if (!inList && !token.isPunctuation(',')) {
                listed = 0;
            }
            tokens.add(standIn(token));
            if (token.isPunctuation(')')) {
                dropRepeatedRow(tokens);
            }
        }
        return new Template(key(tokens, foldsWords), tokens);
    }

    private static String key(List<Token> tokens, boolean foldsWords) {
        StringBuilder key = new StringBuilder(tokens.size() * USUAL_LENGTH);
        for (Token token : tokens) {
            // Operators as written: an operator ? is no parameter.
            String text = foldsWords ? token.folded() : token.text();
            key.append(token.kind() == TokenKind.OPERATOR ? text.replace("?", "??") : text)
                    .append(' ');
        }
        return key.toString();
    }

    private static boolean isComma(List<Token> tokens, int at) {
        return at >= 0 && at < tokens.size() && tokens.get(at).isPunctuation(',');
    }

    /** Takes {@code , (…)} off the end if it holds literals only and repeats what is in front of it. */
    private static void dropRepeatedRow(List<Token> tokens) {
        int end = tokens.size();
        int open = end - 2;
        while (open >= 0 && (tokens.get(open).isLiteral() || isComma(tokens, open))) {
            open--;
        }
        int length = end - open;
        boolean row = open > length && tokens.get(open).isPunctuation('(') && isComma(tokens, open - 1);
        if (!row) {
            return;
        }
        for (int i = 0; i < length; i++) {
            Token before = tokens.get(open - 1 - length + i);
            if (!before.text().equals(tokens.get(open + i).text())) {
                return;
            }
        }
        tokens.subList(open - 1, end).clear();
    }

    private static Token standIn(Token token) {
        return switch (token.kind()) {
            case STRING -> ANY_STRING;
            case NUMBER -> ANY_NUMBER;
            default -> token;
        };
    }
}
