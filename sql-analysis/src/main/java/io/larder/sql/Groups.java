package io.larder.sql;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Which closing parenthesis or bracket belongs to which opening one. */
final class Groups {
    private final int[] closing;
    private final int depth;

    private Groups(int[] closing, int depth) {
        this.closing = closing;
        this.depth = depth;
    }

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

    /** Returns the index of the token that closes what the one at an index opens. */
    int closing(int open) {
        return closing[open];
    }

    /** How deep they nest. */
    int depth() {
        return depth;
    }

    static boolean opens(Token token) {
        return token.isPunctuation('(') || token.isPunctuation('[');
    }
}
