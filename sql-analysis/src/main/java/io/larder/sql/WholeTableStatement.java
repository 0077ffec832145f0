package io.larder.sql;

import io.larder.sql.StatementPlan.Write;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * PostgreSQL's TRUNCATE and REFRESH MATERIALIZED VIEW, which write whole tables and take nothing from the text but their
 * names. CASCADE is left alone: it empties whatever refers to a table, by whatever foreign key.
 */
final class WholeTableStatement {
    /** First words of the statements that are read here. */
    static final Set<String> FIRST = Set.of("truncate", "refresh");

    private final TokenCursor cursor;
    private final Set<TableName> tables = new HashSet<>();

    private WholeTableStatement(List<Token> tokens) {
        this.cursor = new TokenCursor(tokens);
    }

    /** Returns the plan; empty if the statement is unusual. */
    static Optional<Write> read(List<Token> tokens) {
        WholeTableStatement statement = new WholeTableStatement(tokens);
        boolean usual = statement.cursor.accept("truncate") ? statement.truncate() : statement.refresh();
        if (!usual || !statement.cursor.atEnd()) {
            return Optional.empty();
        }
        Set<TableChange> changes = new HashSet<>();
        statement.tables.forEach(table -> changes.add(new TableChange(table, TableChange.Kind.ANY)));
        return Optional.of(new Write(changes, statement.tables, UsedNames.NONE));
    }

    private boolean truncate() {
        cursor.accept("table");
        do {
            cursor.accept("only");
            if (!table()) {
                return false;
            }
            cursor.acceptOperator("*");
        } while (cursor.acceptPunctuation(','));
        boolean identity = !cursor.acceptOneOf("restart", "continue") || cursor.accept("identity");
        cursor.accept("restrict");
        return identity;
    }

    private boolean refresh() {
        if (!cursor.accept("refresh", "materialized", "view")) {
            return false;
        }
        cursor.accept("concurrently");
        if (!table()) {
            return false;
        }
        return !cursor.accept("with") || cursor.accept("data") || cursor.accept("no", "data");
    }

    private boolean table() {
        Optional<Token> name = cursor.lastOfName();
        name.ifPresent(token -> tables.add(new TableName(token.name())));
        return name.isPresent();
    }
}
