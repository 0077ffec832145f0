package io.larder.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Tables of expectations, each a line. One test looks at all of them, and not a hundred at one each: mutation testing runs
 * it thousands of times.
 */
final class Lines {
    private Lines() {}

    /** Returns the lines that came out otherwise, as they came out. */
    static List<String> wrong(List<String> expected, UnaryOperator<String> outcome) {
        List<String> wrong = new ArrayList<>();
        for (String line : expected) {
            String seen = outcome.apply(line);
            if (!seen.equals(line)) {
                wrong.add(seen);
            }
        }
        return wrong;
    }
}
