package io.larder.sql;

import io.larder.sql.StatementPlan.Console;
import java.util.List;
import java.util.Optional;

/** Recognizes what is said to Larder and to no database. */
final class ConsoleStatement {
    /** Of {@code SHOW LARDER STATUS}: the verb and the name. */
    private static final int PREFIX = 2;

    private ConsoleStatement() {}

    /** Returns what is asked; empty if it may be a statement of some database. */
    static Optional<Console> read(StatementText text) {
        List<Token> tokens = text.significant();
        if (tokens.size() < PREFIX || !tokens.get(1).isWord("larder")) {
            return Optional.empty();
        }
        List<Token> rest = tokens.subList(PREFIX, tokens.size());
        return isOurs(tokens.get(0), rest) ? Optional.of(command(text, tokens.get(0), rest)) : Optional.empty();
    }

    /** A table, a setting, a variable or a plugin may be called larder, and each database has statements that name one. */
    private static boolean isOurs(Token verb, List<Token> rest) {
        boolean named = !rest.isEmpty() && rest.get(0).kind() == TokenKind.WORD;
        return switch (verb.folded()) {
            case "warm" -> true;
            // MariaDB shows what a plugin of that name has, all or some.
            case "show" ->
                rest.isEmpty()
                        || named && !rest.get(0).isWord("like") && !rest.get(0).isWord("where");
            // MariaDB flushes several things, separated by commas.
            case "flush" -> rest.isEmpty() || named;
            // MariaDB describes a table, or one column of it: one word is not enough.
            case "explain" -> rest.size() > 1 && (named || rest.get(0).isPunctuation('('));
            // SET larder = x, SET larder.x = y and SET larder TO x are settings of PostgreSQL.
            case "set" ->
                named
                        && rest.size() > 1
                        && rest.get(1).isOperator("=")
                        && !rest.get(0).isWord("to");
            default -> false;
        };
    }

    private static Console command(StatementText text, Token verb, List<Token> rest) {
        String source = text.behind(text.significant().get(PREFIX - 1));
        return new Console(
                verb.folded(), rest.stream().map(ConsoleStatement::plain).toList(), source);
    }

    private static String plain(Token token) {
        if (token.kind() == TokenKind.QUOTED_NAME) {
            return token.name();
        }
        boolean string = token.kind() == TokenKind.STRING && token.text().charAt(0) == '\'';
        return string ? token.text().substring(1, token.text().length() - 1).replace("''", "'") : token.text();
    }
}
