package io.larder.sql;

import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a template: what does a statement of this form read and write, whatever its literals are? Thread-safe. */
final class StructureAnalysis {
    /** A statement that nests deeper is not looked at: each level costs stack. */
    private static final int DEEPEST = 100;

    private static final int MOST_TOKENS = 50_000;

    private final Dialect dialect;
    private final Set<String> listedFunctions;
    private final FunctionCatalog functions;

    StructureAnalysis(Dialect dialect, Set<String> listedFunctions) {
        this.dialect = dialect;
        this.listedFunctions = Set.copyOf(listedFunctions);
        FunctionCatalog own =
                dialect == Dialect.GENERIC ? new FunctionCatalog(Set.of(), Set.of()) : FunctionCatalog.of(dialect);
        this.functions = own.with(listedFunctions);
    }

    /** Returns the plan; a {@link Read} is without question and parameters. */
    StatementPlan of(List<Token> tokens) {
        Token first = tokens.get(0);
        if (first.isWord("explain") || first.isWord("declare")) {
            return of(wrapped(tokens), Optional.of(BypassReason.NOT_A_QUERY));
        }
        if (dialect == Dialect.POSTGRESQL && WholeTableStatement.FIRST.contains(first.folded())) {
            return WholeTableStatement.read(tokens)
                    .<StatementPlan>map(write -> write)
                    .orElseGet(() -> new Opaque("an unusual " + first.folded()));
        }
        return dialect == Dialect.POSTGRESQL && first.isWord("copy") ? copy(tokens) : of(tokens, Optional.empty());
    }

    private StatementPlan copy(List<Token> tokens) {
        CopyStatement copy = Groups.of(tokens)
                .flatMap(groups -> CopyStatement.read(tokens, groups))
                .orElse(null);
        if (copy == null) {
            return new Opaque("an unusual COPY");
        }
        Set<TableName> tables = copy.table().map(Set::of).orElse(Set.of());
        if (copy.writes()) {
            Set<TableChange> rows = Set.of(new TableChange(copy.table().orElseThrow(), TableChange.Kind.INSERT));
            return new Write(rows, tables, UsedNames.NONE);
        }
        Optional<BypassReason> notAQuery = Optional.of(BypassReason.NOT_A_QUERY);
        if (copy.table().isPresent()) {
            return new Read("", 0, tables, UsedNames.NONE, notAQuery);
        }
        StatementPlan query = of(copy.query(), Optional.empty());
        return query instanceof Read read
                ? new Read("", 0, read.tables(), read.names(), notAQuery)
                : new Opaque("a COPY of what is not a known query");
    }

    /** The statement inside EXPLAIN or DECLARE; nothing if it is executed, or unusual. */
    private List<Token> wrapped(List<Token> tokens) {
        TokenCursor cursor = new TokenCursor(tokens);
        boolean executes = cursor.hasAny("analyze", "analyse");
        if (cursor.accept("explain")) {
            cursor.accept("verbose");
            cursor.accept("plan", "for");
            cursor.skipGroup();
            return executes ? List.of() : cursor.rest();
        }
        if (dialect != Dialect.POSTGRESQL
                || !cursor.accept("declare")
                || cursor.name().isEmpty()) {
            return List.of();
        }
        while (cursor.acceptOneOf("binary", "asensitive", "insensitive", "no", "scroll")) {
            // Options of a cursor.
        }
        if (!cursor.accept("cursor")) {
            return List.of();
        }
        if (cursor.acceptOneOf("with", "without")) {
            cursor.accept("hold");
        }
        return cursor.accept("for") ? cursor.rest() : List.of();
    }

    private StatementPlan of(List<Token> tokens, Optional<BypassReason> notAQuery) {
        boolean understood = !tokens.isEmpty()
                && tokens.size() <= MOST_TOKENS
                && (DataStatement.FIRST.contains(tokens.get(0).folded())
                        || tokens.get(0).isPunctuation('('));
        Optional<Groups> groups = understood ? Groups.of(tokens) : Optional.empty();
        if (groups.isEmpty() || groups.get().depth() > DEEPEST) {
            return new Opaque("not a query and no INSERT, UPDATE or DELETE, or too complex");
        }
        Findings findings = new Findings(listedFunctions);
        Set<TableChange> changes = new DataStatement(tokens, groups.get(), dialect, findings).read();
        for (String function : findings.calledFunctions) {
            if (!functions.knows(function)) {
                findings.doubt("the function " + function);
            }
        }
        if (findings.doubt().isPresent()) {
            return new Opaque(findings.doubt().get());
        }
        if (notAQuery.isPresent()) {
            return new Read("", 0, findings.tables, findings.names(), notAQuery);
        }
        return changes.isEmpty()
                ? query(tokens, groups.get(), findings)
                : write(changes, tokens, groups.get(), findings);
    }

    private StatementPlan write(Set<TableChange> changes, List<Token> tokens, Groups groups, Findings findings) {
        // What is written stands at the start of the statement; a parser that knows too little changes nothing of that.
        if (SecondOpinion.about(tokens, groups, findings) == SecondOpinion.Answer.OTHER) {
            return new Opaque("two ways to read the statement find different tables");
        }
        Set<TableName> reads = new HashSet<>(findings.tables);
        return new Write(changes, reads, findings.names());
    }

    /** Whether a column that is cast to a date may be a text, or a column that is named after a function a call of it. */
    private boolean dependsOnClock(List<Token> tokens, Findings findings) {
        long queries = tokens.stream()
                .filter(token -> token.isWord("select") || token.isWord("values"))
                .count();
        boolean fromTables = queries == 1 && !findings.renamesColumns;
        return (!findings.castColumns.isEmpty() && !fromTables)
                || (findings.renamesColumns && findings.mentionedNames.contains("age"));
    }

    private StatementPlan query(List<Token> tokens, Groups groups, Findings findings) {
        if (!functions.deterministic().containsAll(findings.calledFunctions)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        if (dependsOnClock(tokens, findings)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        if (findings.tables.isEmpty()) {
            findings.notCacheable(BypassReason.NO_TABLE);
        }
        if (findings.notCacheable().isEmpty()) {
            switch (SecondOpinion.about(tokens, groups, findings)) {
                case SAME -> {}
                case NONE -> findings.notCacheable(BypassReason.STATEMENT_NOT_UNDERSTOOD);
                case OTHER -> {
                    return new Opaque("two ways to read the statement find different tables");
                }
            }
        }
        return new Read("", 0, findings.tables, findings.names(), findings.notCacheable());
    }
}
