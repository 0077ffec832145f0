package io.larder.sql;

import io.larder.sql.StatementPlan.Read;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the statements whose meaning is in their first words: transactions, settings and what neither reads nor writes. */
final class SmallStatement {
    private static final Set<String> TRANSACTION =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare");

    private static final Set<String> SETTING = Set.of("set", "reset", "discard", "use");

    private static final Set<String> POSTGRES_HARMLESS =
            Set.of("show", "listen", "unlisten", "notify", "lock", "close", "deallocate");

    private static final StatementPlan HARMLESS =
            new Read("", 0, Set.of(), UsedNames.NONE, Optional.of(BypassReason.NOT_A_QUERY));

    private SmallStatement() {}

    /** Returns the plan; empty if the statement is none of these. */
    static Optional<StatementPlan> read(List<Token> tokens, Dialect dialect) {
        String first = tokens.get(0).folded();
        if (TRANSACTION.contains(first)) {
            return TransactionStatement.read(tokens, dialect);
        }
        if (SETTING.contains(first)) {
            boolean constraints = dialect == Dialect.POSTGRESQL && new TokenCursor(tokens).accept("set", "constraints");
            return constraints ? Optional.of(HARMLESS) : SettingStatement.read(tokens, dialect);
        }
        boolean harmless = dialect == Dialect.POSTGRESQL ? POSTGRES_HARMLESS.contains(first) : first.equals("show");
        // In parentheses there could be functions.
        return harmless && !new TokenCursor(tokens).hasParenthesis() ? Optional.of(HARMLESS) : Optional.empty();
    }
}
