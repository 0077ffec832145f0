package io.larder.integration.traps;

import io.larder.integration.traps.Expectation.Failure;
import io.larder.integration.traps.Expectation.New;
import io.larder.integration.traps.Expectation.Rows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cache as it should not be: it knows an answer by its text and the look of its parameters, and never forgets one. It
 * watches a history on the bare driver, and is wrong where what it would have said is not what the script expects. A trap that
 * it does not walk into is none.
 */
final class TextCache {
    private final Map<List<String>, List<String>> answers = new HashMap<>();
    private boolean wrong;

    /** Somebody asks, and the database answers. */
    void asked(List<String> question, Expectation expected, List<String> answer) {
        List<String> known = answers.putIfAbsent(question, answer);
        if (known != null) {
            wrong |= expected instanceof New || (expected instanceof Rows rows && !known.equals(rows.rows()));
        }
    }

    /** Somebody asks, and the database refuses. */
    void refused(List<String> question, Expectation expected) {
        wrong |= expected instanceof Failure && answers.containsKey(question);
    }

    /** Returns whether it would have given a wrong answer. */
    boolean isWrong() {
        return wrong;
    }
}
