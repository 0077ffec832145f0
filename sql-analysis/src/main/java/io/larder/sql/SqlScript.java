package io.larder.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A script that any SQL tool can run, cut into its statements. A literal with {@code /*?*}{@code /} behind it stands for a
 * parameter: {@code where id = 42 /*?:bigint*}{@code /} is {@code where id = ?}, with 42 for its first value. Never throws on
 * any text.
 */
public final class SqlScript {
    private static final Pattern MARK = Pattern.compile("/\\*\\?\\s*(?::(.*))?\\*/", Pattern.DOTALL);

    /** After what is not understood, the next statement begins behind a semicolon at the end of a line. */
    private static final Pattern END_OF_STATEMENT = Pattern.compile(";[ \\t\\r]*(\\n|$)");

    private final String text;
    private final List<Statement> statements = new ArrayList<>();
    private int countedTo;
    private int line = 1;

    private SqlScript(String text) {
        this.text = text;
    }

    /**
     * One statement of a script.
     *
     * @param line on which it begins, from 1
     * @param notes the comments between the statement before and this one
     * @param sql as it is sent, with a question mark for each parameter
     * @param parameters in the order of the question marks
     * @param trouble why its text cannot be cut into pieces, and with it what follows in its line; empty if it can
     */
    public record Statement(int line, List<Note> notes, String sql, List<Value> parameters, Optional<String> trouble) {
        public Statement {
            notes = List.copyOf(notes);
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A comment, without what marks it as one.
     *
     * @param line on which it begins, from 1
     */
    public record Note(int line, String text) {}

    /**
     * What a script says of a parameter.
     *
     * @param literal as it is written; a question mark if there is none
     * @param mark what is written in the comment behind it; empty if nothing is
     */
    public record Value(String literal, String mark) {}

    /** Returns the statements of a script. */
    public static List<Statement> read(String text, Dialect dialect) {
        SqlScript script = new SqlScript(text);
        int from = 0;
        while (from < text.length()) {
            from = script.readOn(from, LexicalRules.of(dialect));
        }
        return script.statements;
    }

    /** Returns a statement with a text in place of each parameter; there must be as many texts as parameters. */
    public static String withParameters(String sql, Dialect dialect, List<String> texts) {
        StringBuilder written = new StringBuilder(sql.length() * 2);
        int next = 0;
        int end = 0;
        for (Token token : Lexer.lex(sql, LexicalRules.of(dialect))) {
            boolean parameter = token.kind() == TokenKind.PARAMETER;
            written.append(parameter ? texts.get(next++) : sql.substring(token.start(), token.end()));
            end = token.end();
        }
        return written.append(sql, end, sql.length()).toString();
    }

    /** Reads up to the end, or past what is not understood; returns where to go on. */
    private int readOn(int from, LexicalRules rules) {
        String rest = text.substring(from);
        List<Token> statement = new ArrayList<>();
        for (Token token : Lexer.lex(rest, rules)) {
            if (token.kind() == TokenKind.UNKNOWN) {
                Matcher end = END_OF_STATEMENT.matcher(rest);
                Statement begun = statement(from, statement);
                statements.add(new Statement(
                        begun.sql().isEmpty() ? lineAt(from + token.start()) : begun.line(),
                        begun.notes(),
                        begun.sql(),
                        begun.parameters(),
                        Optional.of(token.text())));
                return end.find(token.start()) ? from + end.end() : text.length();
            }
            if (token.isPunctuation(';')) {
                add(statement(from, statement));
                statement.clear();
            } else {
                statement.add(token);
            }
        }
        add(statement(from, statement));
        return text.length();
    }

    private void add(Statement statement) {
        if (!statement.sql().isEmpty()) {
            statements.add(statement);
        }
    }

    /** @param from where the text begins of which the tokens are */
    private Statement statement(int from, List<Token> tokens) {
        List<Note> notes = new ArrayList<>();
        int first = 0;
        while (first < tokens.size() && tokens.get(first).isIgnorable()) {
            Token token = tokens.get(first++);
            if (token.kind() == TokenKind.COMMENT) {
                notes.add(new Note(lineAt(from + token.start()), withoutSigns(source(from, token))));
            }
        }
        int begins = first < tokens.size() ? lineAt(from + tokens.get(first).start()) : line;
        StringBuilder sql = new StringBuilder();
        List<Value> parameters = new ArrayList<>();
        for (int at = first; at < tokens.size(); ) {
            at = copy(from, tokens, at, sql, parameters);
        }
        return new Statement(begins, notes, sql.toString().stripTrailing(), parameters, Optional.empty());
    }

    /** Copies what begins at a token; returns where to go on. */
    private int copy(int from, List<Token> tokens, int at, StringBuilder sql, List<Value> parameters) {
        Token token = tokens.get(at);
        int end = endOfLiteral(tokens, at);
        if (end > at) {
            int after = end;
            while (after < tokens.size() && tokens.get(after).kind() == TokenKind.SPACE) {
                after++;
            }
            String literal = text.substring(
                    from + token.start(), from + tokens.get(end - 1).end());
            Matcher mark = MARK.matcher(after < tokens.size() ? source(from, tokens.get(after)) : "");
            if (mark.matches()) {
                sql.append('?');
                parameters.add(new Value(
                        literal, mark.group(1) == null ? "" : mark.group(1).strip()));
                return after + 1;
            }
            if (token.kind() == TokenKind.PARAMETER) {
                parameters.add(new Value(literal, ""));
            }
        }
        sql.append(source(from, token));
        return at + 1;
    }

    /** Returns behind which token a literal ends that begins here; here if none does. */
    private static int endOfLiteral(List<Token> tokens, int at) {
        Token token = tokens.get(at);
        if (token.isLiteral() || token.isWord("null") || token.isWord("true") || token.isWord("false")) {
            return at + 1;
        }
        boolean negative = token.isOperator("-")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).kind() == TokenKind.NUMBER;
        return negative ? at + 2 : at;
    }

    private String source(int from, Token token) {
        return text.substring(from + token.start(), from + token.end());
    }

    private static String withoutSigns(String comment) {
        String bare = comment.startsWith("/*")
                ? comment.substring(2, comment.length() - 2)
                : comment.replaceFirst("^(--|//|#)", "");
        return bare.strip();
    }

    /** To be asked in the order of the text. */
    private int lineAt(int position) {
        for (; countedTo < position; countedTo++) {
            line += text.charAt(countedTo) == '\n' ? 1 : 0;
        }
        return line;
    }
}
