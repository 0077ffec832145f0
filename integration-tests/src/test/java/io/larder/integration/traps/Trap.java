package io.larder.integration.traps;

import io.larder.integration.TestDatabase;
import java.util.List;
import java.util.Set;

/**
 * A history in which a cache may give a wrong answer.
 *
 * @param theme the script that it is in
 * @param line where it begins there
 * @param name what happens, in words joined by hyphens
 * @param from who walked into it, or what says that one can
 * @param on where it is played
 * @param harmless why a cache that looks only at the text gives no wrong answer here; empty if it does
 */
record Trap(String theme, int line, String name, String from, Set<TestDatabase> on, String harmless, List<Step> steps) {
    Trap {
        on = Set.copyOf(on);
        steps = List.copyOf(steps);
    }

    /** Returns the steps that are played on one database. */
    List<Step> steps(TestDatabase database) {
        return steps.stream().filter(step -> step.on().contains(database)).toList();
    }
}
