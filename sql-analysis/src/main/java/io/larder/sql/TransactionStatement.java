package io.larder.sql;

import io.larder.sql.StatementPlan.TransactionControl;
import io.larder.sql.StatementPlan.TransactionControl.Kind;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads statements that start, end or shape transactions. Whatever has an unexpected rest is not understood. */
final class TransactionStatement {
    private static final String[] NOISE = {"work", "transaction"};

    private static final Set<String> MODES = Set.of(
            "isolation",
            "level",
            "read",
            "only",
            "write",
            "committed",
            "uncommitted",
            "repeatable",
            "serializable",
            "not",
            "deferrable",
            "with",
            "consistent",
            "snapshot");

    private static final Set<String> ACCESS = Set.of("read", "only", "write");

    private final TokenCursor cursor;
    private final Dialect dialect;

    private TransactionStatement(List<Token> tokens, Dialect dialect) {
        this.cursor = new TokenCursor(tokens);
        this.dialect = dialect;
    }

    /** Returns the plan; empty if the statement does not start like one of these or is not understood. */
    static Optional<StatementPlan> read(List<Token> tokens, Dialect dialect) {
        return Optional.ofNullable(new TransactionStatement(tokens, dialect).read());
    }

    private @Nullable StatementPlan read() {
        if (cursor.accept("begin")) {
            cursor.acceptOneOf(NOISE);
            return begin();
        }
        if (cursor.accept("start", "transaction")) {
            return begin();
        }
        if (cursor.accept("commit") || (isPostgres() && cursor.accept("end"))) {
            return finish(Kind.COMMIT);
        }
        if (cursor.accept("rollback") || (isPostgres() && cursor.accept("abort"))) {
            return finish(Kind.ROLLBACK);
        }
        if (cursor.acceptOneOf("savepoint", "release")) {
            return plain(Kind.SAVEPOINT);
        }
        if (isPostgres() && cursor.accept("prepare", "transaction")) {
            return global(Kind.PREPARE, cursor.string());
        }
        if (dialect == Dialect.H2 && cursor.accept("prepare", "commit")) {
            return global(Kind.PREPARE, cursor.name());
        }
        return null;
    }

    private boolean isPostgres() {
        return dialect == Dialect.POSTGRESQL;
    }

    private @Nullable StatementPlan begin() {
        boolean known = cursor.rest().stream()
                .allMatch(token ->
                        token.isPunctuation(',') || (token.kind() == TokenKind.WORD && MODES.contains(token.folded())));
        return known ? new TransactionControl(Kind.BEGIN, !setsAccessOnly(cursor), Optional.empty()) : null;
    }

    private @Nullable StatementPlan finish(Kind kind) {
        if (isPostgres() && cursor.accept("prepared")) {
            return global(Kind.FINISH_PREPARED, cursor.string());
        }
        boolean transaction = cursor.accept("transaction");
        if (dialect == Dialect.H2 && transaction && !cursor.atEnd()) {
            return global(Kind.FINISH_PREPARED, cursor.name());
        }
        if (!transaction) {
            cursor.accept("work");
        }
        if (kind == Kind.ROLLBACK && cursor.accept("to")) {
            return plain(Kind.SAVEPOINT);
        }
        return ending(kind);
    }

    private @Nullable StatementPlan ending(Kind kind) {
        boolean chained = false;
        if (cursor.accept("and")) {
            chained = !cursor.accept("no");
            if (!cursor.accept("chain")) {
                return null;
            }
        }
        if (dialect == Dialect.MARIADB) {
            boolean kept = cursor.accept("no");
            if (cursor.accept("release")) {
                chained |= !kept;
            }
        }
        return cursor.atEnd() ? new TransactionControl(kind, chained, Optional.empty()) : null;
    }

    private @Nullable StatementPlan plain(Kind kind) {
        cursor.accept("savepoint");
        return cursor.name().isPresent() && cursor.atEnd()
                ? new TransactionControl(kind, false, Optional.empty())
                : null;
    }

    /** Returns whether what is left are modes that decide whether the transaction may write, and nothing of what it sees. */
    static boolean setsAccessOnly(TokenCursor modes) {
        return modes.rest().stream()
                .allMatch(token -> token.kind() == TokenKind.WORD && ACCESS.contains(token.folded()));
    }

    /** @param id what identifies the transaction; empty if that is no name or string */
    private @Nullable StatementPlan global(Kind kind, Optional<String> id) {
        return id.isPresent() && cursor.atEnd() ? new TransactionControl(kind, false, id) : null;
    }
}
