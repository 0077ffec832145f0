package io.larder.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Cuts a text into tokens. What one reading of the text would see as inside quotes and another as outside ends the list
 * with a token of kind {@link TokenKind#UNKNOWN}.
 */
final class Lexer {
    /** JDBC 4.3, section 13.4: escapes that stand for a word in front of a literal. */
    private static final Pattern LITERAL_ESCAPE =
            Pattern.compile("\\{(d|t|ts|escape) +(?='[^'\\\\{}]*' *\\})", Pattern.CASE_INSENSITIVE);

    private static final String[] SINGLE =
            IntStream.range(0, 128).mapToObj(Character::toString).toArray(String[]::new);

    private final String sql;
    private final LexicalRules rules;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private boolean inEscape;
    private String trouble = "";

    private Lexer(String sql, LexicalRules rules) {
        this.sql = sql;
        this.rules = rules;
    }

    static List<Token> lex(String sql, LexicalRules rules) {
        Lexer lexer = new Lexer(sql, rules);
        lexer.run();
        return lexer.tokens;
    }

    private void run() {
        while (at < sql.length()) {
            int start = at;
            TokenKind kind = next();
            if (kind == TokenKind.UNKNOWN) {
                tokens.add(new Token(kind, start, sql.length(), trouble, trouble));
                return;
            }
            tokens.add(token(kind, start));
        }
    }

    private Token token(TokenKind kind, int start) {
        if (kind == TokenKind.SPACE || kind == TokenKind.COMMENT) {
            return new Token(kind, start, at, "", "");
        }
        String text = sql.charAt(start) == '{' ? escapedWord(start) : piece(start);
        return switch (kind) {
            case WORD -> new Token(kind, start, at, text, fold(text));
            case OPERATOR -> {
                String seen = text.length() == 1 ? text : text.replace("??", "?");
                yield new Token(kind, start, at, seen, seen);
            }
            default -> new Token(kind, start, at, text, text);
        };
    }

    /** Commas and the like are most of what long texts consist of. */
    private String piece(int start) {
        char c = sql.charAt(start);
        return at - start == 1 && c < SINGLE.length ? SINGLE[c] : sql.substring(start, at);
    }

    /** ASCII letters only: what happens to others depends on the encoding of the database. */
    private static String fold(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
                char[] folded = text.toCharArray();
                for (int j = i; j < folded.length; j++) {
                    if (folded[j] >= 'A' && folded[j] <= 'Z') {
                        folded[j] = (char) (folded[j] | 0x20);
                    }
                }
                return new String(folded);
            }
        }
        return text;
    }

    private TokenKind next() {
        char c = sql.charAt(at);
        if (rules.isSpace(c)) {
            while (at < sql.length() && rules.isSpace(sql.charAt(at))) {
                at++;
            }
            return TokenKind.SPACE;
        }
        if (startsLineComment(c)) {
            while (at < sql.length() && !endsLine(sql.charAt(at))) {
                at++;
            }
            return TokenKind.COMMENT;
        }
        if (c == '/' && peek(1) == '*') {
            return blockComment();
        }
        if (rules.startsName(c)) {
            return wordOrPrefixedString(c);
        }
        if (isDigit(c) || (c == '.' && isDigit(peek(1)))) {
            return number();
        }
        return other(c);
    }

    /** Reads what begins with neither a letter nor a digit. */
    private TokenKind other(char c) {
        return switch (c) {
            case '\'' -> string(false);
            case '"' -> rules.doubleQuotedStrings() ? string(false) : quotedName();
            case '`' -> rules.backquotes() ? quotedName() : operator();
            case '$' -> dollar();
            case '?' -> question();
            case '(', ')', ',', ';' -> punctuation();
            case '.' -> peek(1) == '.' ? unknown("two dots") : punctuation();
            case ':' -> colon();
            case '[', ']' -> rules.brackets() ? punctuation() : unknown("square brackets");
            case '{' -> escape();
            case '}' -> endOfEscape();
            default -> operator();
        };
    }

    /**
     * Escapes with anything else inside (functions, calls, joins) are translated in ways that differ by driver. Where the
     * braces keep words or quotes apart, the pieces may grow together when they are gone.
     */
    private TokenKind escape() {
        Matcher escape = LITERAL_ESCAPE.matcher(sql).region(at, sql.length());
        boolean growsTogether = at > 0 && rules.continuesName(sql.charAt(at - 1));
        if (growsTogether || !escape.lookingAt()) {
            return unknown("a JDBC escape");
        }
        at = escape.end(1);
        inEscape = true;
        return TokenKind.WORD;
    }

    private TokenKind endOfEscape() {
        if (!inEscape || peek(1) == '\'') {
            return unknown("a JDBC escape");
        }
        inEscape = false;
        at++;
        return TokenKind.COMMENT;
    }

    /** What a driver or database reads in place of the escape. */
    private String escapedWord(int start) {
        return switch (fold(sql.substring(start + 1, at))) {
            case "d" -> "date";
            case "t" -> "time";
            case "ts" -> "timestamp";
            default -> "escape";
        };
    }

    private char peek(int distance) {
        return at + distance < sql.length() ? sql.charAt(at + distance) : '\0';
    }

    private TokenKind unknown(String reason) {
        trouble = reason;
        return TokenKind.UNKNOWN;
    }

    private TokenKind punctuation() {
        at++;
        return TokenKind.PUNCTUATION;
    }

    private boolean startsLineComment(char c) {
        return switch (c) {
            case '-' -> peek(1) == '-' && (!rules.hashComments() || at + 2 >= sql.length() || peek(2) <= ' ');
            case '/' -> peek(1) == '/' && rules.slashComments();
            case '#' -> rules.hashComments();
            default -> false;
        };
    }

    /** MariaDB reads past a carriage return: such a text is cut at the first of both and compared in full anyway. */
    private boolean endsLine(char c) {
        return c == '\n' || (c == '\r' && !rules.hashComments());
    }

    private TokenKind blockComment() {
        int start = at;
        boolean executed = peek(2) == '!' || (peek(2) == 'M' && peek(3) == '!');
        if (executed && rules.executableComments()) {
            return unknown("an executable comment");
        }
        int depth = 1;
        at += 2;
        while (depth > 0) {
            if (at + 1 >= sql.length()) {
                return unknown("an unterminated comment");
            }
            if (sql.charAt(at) == '*' && sql.charAt(at + 1) == '/') {
                depth--;
                at += 2;
            } else if (isEndedByDriver()) {
                return unknown("a comment that a driver ends sooner than its server");
            } else if (rules.nestedComments() && sql.charAt(at) == '/' && sql.charAt(at + 1) == '*') {
                depth++;
                at += 2;
            } else {
                at++;
            }
        }
        return sql.charAt(start + 2) == '+' ? TokenKind.HINT : TokenKind.COMMENT;
    }

    /**
     * PostgreSQL's driver takes the start of a comment for its end as well, if a slash follows; H2's, looking for escapes,
     * nests nothing.
     */
    private boolean isEndedByDriver() {
        boolean overlaps = sql.charAt(at) == '/' && sql.startsWith("/*", at - 2);
        return overlaps || (rules.slashComments() && sql.startsWith("/*", at));
    }

    private TokenKind wordOrPrefixedString(char c) {
        if (peek(1) == '\'' && rules.stringPrefixes().indexOf(c) >= 0) {
            at++;
            return string(rules.freeOperators() && (c == 'e' || c == 'E'));
        }
        if ((c == 'u' || c == 'U') && peek(1) == '&' && !rules.hashComments()) {
            if (peek(2) == '"') {
                return unknown("a name with Unicode escapes");
            }
            if (peek(2) == '\'') {
                at += 2;
                return string(false);
            }
        }
        while (at < sql.length() && rules.continuesName(sql.charAt(at))) {
            at++;
        }
        return TokenKind.WORD;
    }

    /** Reads to the closing quote; {@code at} is on the opening one. */
    private TokenKind string(boolean escapes) {
        char quote = sql.charAt(at++);
        int backslashes = 0;
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\\') {
                backslashes++;
                at++;
                continue;
            }
            boolean escaped = (backslashes & 1) == 1;
            backslashes = 0;
            if (c == quote && escaped && !escapes && rules.sessionEscapes()) {
                return unknown("a quote after a backslash, which a setting decides about");
            }
            at++;
            if (c != quote || (escaped && escapes)) {
                continue;
            }
            if (at >= sql.length() || sql.charAt(at) != quote) {
                return TokenKind.STRING;
            }
            at++;
        }
        return unknown("an unterminated string");
    }

    private TokenKind quotedName() {
        char quote = sql.charAt(at);
        int start = at++;
        while (true) {
            int end = sql.indexOf(quote, at);
            if (end < 0) {
                return unknown("an unterminated name");
            }
            at = end + 1;
            if (peek(0) != quote) {
                return end == start + 1 ? unknown("an empty name") : TokenKind.QUOTED_NAME;
            }
            at++;
        }
    }

    private TokenKind dollar() {
        int tagEnd = at + 1;
        if (rules.dollarTags() && tagEnd < sql.length() && rules.startsName(sql.charAt(tagEnd))) {
            while (tagEnd < sql.length() && sql.charAt(tagEnd) != '$' && rules.continuesName(sql.charAt(tagEnd))) {
                tagEnd++;
            }
        }
        if (!rules.dollarStrings() || tagEnd >= sql.length() || sql.charAt(tagEnd) != '$') {
            return unknown("a dollar sign");
        }
        String tag = sql.substring(at, tagEnd + 1);
        int end = sql.indexOf(tag, tagEnd + 1);
        if (end < 0) {
            return unknown("an unterminated string");
        }
        at = end + tag.length();
        return TokenKind.STRING;
    }

    private TokenKind question() {
        if (peek(1) == '?' && rules.freeOperators()) {
            return operator();
        }
        if (!rules.unicodeNames() && (peek(1) == '?' || isDigit(peek(1)))) {
            return unknown("a numbered parameter");
        }
        at++;
        return TokenKind.PARAMETER;
    }

    private TokenKind colon() {
        if (peek(1) == ':' || peek(1) == '=') {
            at += 2;
            return TokenKind.OPERATOR;
        }
        return punctuation();
    }

    /** A number that runs into letters is read differently by different versions. */
    private TokenKind number() {
        digits();
        if (peek(0) == '.') {
            at++;
            digits();
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            at += peek(1) == '+' || peek(1) == '-' ? 2 : 1;
            if (!isDigit(peek(0))) {
                return unknown("a number that runs into a name");
            }
            digits();
        }
        boolean runsOn = at < sql.length() && (rules.continuesName(sql.charAt(at)) || sql.charAt(at) == '.');
        return runsOn ? unknown("a number that runs into a name") : TokenKind.NUMBER;
    }

    private void digits() {
        while (at < sql.length() && isDigit(sql.charAt(at))) {
            at++;
        }
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private TokenKind operator() {
        int end = rules.freeOperators() ? OperatorEnd.ofFree(sql, at) : OperatorEnd.ofFixed(sql, at);
        if (end == OperatorEnd.TOO_LONG || end == at) {
            return unknown(end == at ? "an unexpected character" : "a very long operator");
        }
        at = end;
        return TokenKind.OPERATOR;
    }
}
