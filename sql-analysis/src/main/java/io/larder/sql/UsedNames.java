package io.larder.sql;

import java.util.Set;

/**
 * Names in a statement whose meaning the database decides, and which its users can redefine.
 *
 * @param functions names of called functions, last component, lower case
 * @param operators operators as written, such as {@code +} or {@code @>}
 * @param castColumns columns that are cast to a date, in lower case: if they are texts, what that gives depends on the clock
 */
public record UsedNames(Set<String> functions, Set<String> operators, Set<String> castColumns) {
    /** No names at all. */
    public static final UsedNames NONE = new UsedNames(Set.of(), Set.of());

    public UsedNames {
        functions = Set.copyOf(functions);
        operators = Set.copyOf(operators);
        castColumns = Set.copyOf(castColumns);
    }

    /** Names of which none is cast to a date. */
    public UsedNames(Set<String> functions, Set<String> operators) {
        this(functions, operators, Set.of());
    }
}
