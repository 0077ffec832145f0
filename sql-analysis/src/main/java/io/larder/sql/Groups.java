package io.larder.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Which closing parenthesis or bracket belongs to which opening one.
 *
 * @param closing for the index of each opening token the index of the closing one
 * @param depth how deep they nest
 */
@SuppressWarnings("ArrayRecordComponent") // Local to one analysis and never compared.
record Groups(int[] closing, int depth) {
    static Optional<Groups> of(List<Token> tokens) {
        int[] closing = new int[tokens.size()];
        Deque<Integer> open = new ArrayDeque<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (opens(token)) {
                open.push(i);
                depth = Math.max(depth, open.size());
            } else if (token.isPunctuation(')') || token.isPunctuation(']')) {
                if (open.isEmpty() || tokens.get(open.peek()).isPunctuation('(') != token.isPunctuation(')')) {
                    return Optional.empty();
                }
                closing[open.pop()] = i;
            }
        }
        return open.isEmpty() ? Optional.of(new Groups(closing, depth)) : Optional.empty();
    }

    static boolean opens(Token token) {
        return token.isPunctuation('(') || token.isPunctuation('[');
    }
}
