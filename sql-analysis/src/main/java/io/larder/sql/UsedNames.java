package io.larder.sql;

import java.util.Set;

/**
 * Names in a statement whose meaning the database decides, and which its users can redefine.
 *
 * @param functions names of called functions, last component, lower case
 * @param operators operators as written, such as {@code +} or {@code @>}
 */
public record UsedNames(Set<String> functions, Set<String> operators) {
    /** No names at all. */
    public static final UsedNames NONE = new UsedNames(Set.of(), Set.of());

    public UsedNames {
        functions = Set.copyOf(functions);
        operators = Set.copyOf(operators);
    }
}
