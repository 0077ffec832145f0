package io.larder.sql;

import io.larder.sql.StatementPlan.SessionChange;
import io.larder.sql.StatementPlan.TransactionControl;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads SET, RESET, DISCARD and USE. */
final class SettingStatement {
    /** What SET changes in the session of an H2 client; the other settings are of the database. */
    private static final Set<String> H2_SESSION =
            Set.of("schema", "schema_search_path", "lock_timeout", "query_timeout", "throttle", "time");

    private static final Set<String> NOT_SESSION = Set.of(
            "global", "persist", "persist_only", "password", "statement", "default", "role", "autocommit", "resource");

    private final TokenCursor cursor;
    private final Dialect dialect;

    private SettingStatement(List<Token> tokens, Dialect dialect) {
        this.cursor = new TokenCursor(tokens);
        this.dialect = dialect;
    }

    /** Returns the plan; empty if the statement does not start like one of these or is not understood. */
    static Optional<StatementPlan> read(List<Token> tokens, Dialect dialect) {
        // Nothing that is evaluated: a function or a query may do anything.
        boolean evaluates = new TokenCursor(tokens).hasParenthesis();
        return evaluates ? Optional.empty() : Optional.ofNullable(new SettingStatement(tokens, dialect).read());
    }

    private @Nullable StatementPlan read() {
        return switch (dialect) {
            case POSTGRESQL -> postgres();
            case H2 -> h2();
            case MARIADB -> mariadb();
            case GENERIC -> null;
        };
    }

    private @Nullable StatementPlan postgres() {
        if (cursor.accept("discard")) {
            return cursor.acceptOneOf("all", "plans", "sequences", "temp", "temporary") && cursor.atEnd()
                    ? several()
                    : null;
        }
        if (cursor.accept("reset")) {
            return cursor.accept("all") ? several() : postgresSetting(true);
        }
        if (!cursor.accept("set")) {
            return null;
        }
        if (cursor.accept("transaction")) {
            return TransactionStatement.setsAccessOnly(cursor) ? accessOfTransaction() : shapesTransaction();
        }
        if (cursor.accept("session", "characteristics")) {
            return shapesTransaction();
        }
        boolean authorization = cursor.accept("session", "authorization");
        if (authorization) {
            return one("session_authorization");
        }
        cursor.acceptOneOf("session", "local");
        return cursor.accept("constraints") ? null : postgresSetting(false);
    }

    private @Nullable StatementPlan postgresSetting(boolean reset) {
        if (cursor.accept("session", "authorization")) {
            return one("session_authorization");
        }
        if (cursor.accept("time", "zone")) {
            return one("timezone");
        }
        if (cursor.accept("xml", "option")) {
            return one("xmloption");
        }
        String name = cursor.name().orElse(null);
        if (name == null) {
            return null;
        }
        if (name.startsWith("transaction_") || name.startsWith("default_transaction_")) {
            return shapesTransaction();
        }
        return switch (name) {
            case "role" -> one(name);
            case "schema" -> one("search_path");
            case "names" -> one("client_encoding");
            default -> reset || cursor.accept("to") || cursor.acceptOperator("=") ? one(name) : null;
        };
    }

    private @Nullable StatementPlan h2() {
        if (cursor.accept("use")) {
            return one("schema");
        }
        if (!cursor.accept("set")) {
            return null;
        }
        if (cursor.acceptOperator("@")) {
            return variable();
        }
        String name = cursor.name().orElse("");
        if (!H2_SESSION.contains(name) || (name.equals("time") && !cursor.accept("zone"))) {
            return null;
        }
        return one(name.equals("time") ? "timezone" : name);
    }

    private @Nullable StatementPlan mariadb() {
        if (cursor.accept("use")) {
            return one("database");
        }
        if (!cursor.accept("set") || cursor.hasAny(NOT_SESSION.toArray(new String[0]))) {
            return null;
        }
        if (cursor.hasComma() && cursor.rest().stream().anyMatch(SettingStatement::isOfTransactions)) {
            return shapesNext();
        }
        boolean session = cursor.acceptOneOf("session", "local");
        if (cursor.accept("transaction")) {
            return session ? shapesTransaction() : shapesNext();
        }
        if (cursor.accept("names") || cursor.accept("character", "set") || cursor.accept("charset")) {
            return one("names");
        }
        if (cursor.acceptOperator("@")) {
            return cursor.acceptOperator("@") ? systemVariable() : variable();
        }
        return session || !cursor.hasComma() ? setting(cursor.name().orElse(null), session) : several();
    }

    private static boolean isOfTransactions(Token token) {
        return token.isName()
                && (token.folded().startsWith("tx_") || token.folded().startsWith("transaction"));
    }

    private @Nullable StatementPlan systemVariable() {
        String name = cursor.name().orElse("");
        int scope = name.indexOf('.');
        boolean session = scope < 0 || name.startsWith("session.") || name.startsWith("local.");
        return session ? setting(name.substring(scope + 1), scope >= 0) : null;
    }

    /** @param session whether the text says that it is for the session */
    private @Nullable StatementPlan setting(@Nullable String name, boolean session) {
        if (name == null || !(cursor.acceptOperator("=") || cursor.acceptOperator(":="))) {
            return null;
        }
        if (name.startsWith("transaction_") || name.startsWith("tx_")) {
            return session ? shapesTransaction() : shapesNext();
        }
        return one(name);
    }

    private static StatementPlan shapesNext() {
        return new TransactionControl(TransactionControl.Kind.SET_NEXT_TRANSACTION, true, Optional.empty());
    }

    private @Nullable StatementPlan variable() {
        return cursor.name().map(name -> one("@" + name)).orElse(null);
    }

    private StatementPlan one(String setting) {
        // A list may go on with other settings; of PostgreSQL it is one value.
        boolean single = dialect == Dialect.POSTGRESQL || !cursor.hasComma() || setting.equals("schema_search_path");
        return single ? new SessionChange(Optional.of(setting.toLowerCase(Locale.ROOT))) : several();
    }

    private static StatementPlan several() {
        return new SessionChange(Optional.empty());
    }

    /** Whether the transaction may write; what it sees stays the same. */
    private static StatementPlan accessOfTransaction() {
        return new TransactionControl(TransactionControl.Kind.SET_TRANSACTION, false, Optional.empty());
    }

    private static StatementPlan shapesTransaction() {
        return new TransactionControl(TransactionControl.Kind.SET_TRANSACTION, true, Optional.empty());
    }
}
