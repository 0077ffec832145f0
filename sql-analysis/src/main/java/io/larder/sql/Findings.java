package io.larder.sql;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a {@link QueryScanner} has found in a statement. For one thread. */
final class Findings {
    final Set<TableName> tables = new LinkedHashSet<>();
    /** Every name in the place of a table, as often as it occurs, those of common table expressions too. */
    final List<Token> namedTables = new ArrayList<>();

    final Set<String> calledFunctions = new LinkedHashSet<>();
    /** Names that can only be functions if a user defined them: types, qualified columns. */
    final Set<String> mentionedNames = new HashSet<>();

    final Set<String> operators = new HashSet<>();

    /** Columns that are cast to a date: of texts that depends on the clock. */
    final Set<String> castColumns = new HashSet<>();
    /** Whether names of columns may come from elsewhere than a table: a function, a list of new names. */
    boolean renamesColumns;

    private Optional<BypassReason> notCacheable = Optional.empty();
    private Optional<String> doubt = Optional.empty();

    private final Set<String> listedFunctions;

    /** @param listedFunctions functions of users that are known by name, whatever schema is named with them */
    Findings(Set<String> listedFunctions) {
        this.listedFunctions = listedFunctions;
    }

    boolean isListed(String function) {
        return listedFunctions.contains(function);
    }

    void doubt(String reason) {
        if (doubt.isEmpty()) {
            doubt = Optional.of(reason);
        }
    }

    Optional<String> doubt() {
        return doubt;
    }

    void notCacheable(BypassReason reason) {
        if (notCacheable.isEmpty()) {
            notCacheable = Optional.of(reason);
        }
    }

    Optional<BypassReason> notCacheable() {
        return notCacheable;
    }

    UsedNames names() {
        Set<String> functions = new HashSet<>(mentionedNames);
        functions.addAll(calledFunctions);
        return new UsedNames(functions, operators, castColumns);
    }
}
