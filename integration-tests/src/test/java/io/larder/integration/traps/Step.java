package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import java.util.List;
import java.util.Set;

/**
 * What somebody does.
 *
 * @param line where the script says so
 * @param on where it is done
 * @param actor who does it
 * @param verb how it is done: a call of JDBC; empty if the text is simply executed
 * @param text the SQL, or what else the verb needs
 * @param parameters those of each execution
 * @param expected what comes of it
 */
record Step(
        int line,
        Set<TestDatabase> on,
        String actor,
        String verb,
        String text,
        List<List<String>> parameters,
        Expectation expected) {
    Step {
        on = Set.copyOf(on);
        parameters = parameters.stream().map(List::copyOf).toList();
    }

    /** Returns the parameters of a single execution. */
    List<String> binding() {
        return parameters.isEmpty() ? List.of() : parameters.get(0);
    }
}
