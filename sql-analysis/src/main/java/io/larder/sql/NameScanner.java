package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Finds functions, operators, types and what makes a statement depend on more than tables, token by token. */
final class NameScanner {
    private static final Set<String> CASTS = Set.of("cast", "try_cast", "treat", "xmlserialize");

    private static final Set<String> REGISTERS = Set.of("date", "time", "timestamp");

    private final List<Token> tokens;
    private final Groups groups;
    private final Dialect dialect;
    private final Findings findings;
    private final DateCasts dates;

    NameScanner(List<Token> tokens, Groups groups, Dialect dialect, Findings findings) {
        this.tokens = tokens;
        this.groups = groups;
        this.dialect = dialect;
        this.findings = findings;
        this.dates = new DateCasts(tokens, groups, findings);
    }

    /** Looks at one token outside the names of tables. */
    void look(int at, int to, Clause clause) {
        Token token = tokens.get(at);
        switch (token.kind()) {
            case OPERATOR -> operator(at, to);
            case PARAMETER -> {
                if (dialect == Dialect.POSTGRESQL) {
                    // In a plain Statement it is an operator of this name.
                    findings.operators.add("?");
                }
            }
            case WORD -> word(at, to, clause);
            case QUOTED_NAME -> {
                catalog(token.name());
                called(at, clause);
                qualified(at);
            }
            case STRING -> typedLiteral(at);
            default -> {}
        }
    }

    private void word(int at, int to, Clause clause) {
        String word = tokens.get(at).folded();
        boolean qualified = follows(at, '.');
        if (!qualified) {
            findings.operators.addAll(Words.OPERATORS.getOrDefault(word, Set.of()));
        }
        if ((!qualified && isVolatile(word)) || isSequence(at, word)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        if (word.equals("as") && clause == Clause.ARGUMENTS) {
            castAs(at, to);
        }
        if (isClockTime(at, word) || isSpecialRegister(at, word)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        catalog(word);
        called(at, clause);
        qualified(at);
    }

    private boolean isVolatile(String word) {
        return Words.VOLATILE.contains(word)
                || (dialect != Dialect.POSTGRESQL && Words.VOLATILE_ELSEWHERE.contains(word));
    }

    private boolean isSequence(int at, String word) {
        if (dialect != Dialect.POSTGRESQL && follows(at, '.') && Words.SEQUENCE.contains(word)) {
            return true;
        }
        return word.equals("next")
                && at + 1 < tokens.size()
                && tokens.get(at + 1).isWord("value");
    }

    /** A time of day with a zone gets the offset of today. */
    private boolean isClockTime(int at, String word) {
        if (!word.equals("time")) {
            return word.equals("timetz");
        }
        boolean precise = at + 1 < tokens.size() && tokens.get(at + 1).isPunctuation('(');
        int next = precise ? groups.closing(at + 1) + 1 : at + 1;
        return next < tokens.size() && (tokens.get(next).isWord("with") || isDatedElsewhere(tokens.get(next)));
    }

    /** In two words, as DB2 has it, and H2 in its mode: {@code current timestamp}. */
    private boolean isSpecialRegister(int at, String word) {
        return dialect != Dialect.POSTGRESQL
                && word.equals("current")
                && at + 1 < tokens.size()
                && REGISTERS.contains(tokens.get(at + 1).folded());
    }

    /** Other databases than PostgreSQL complete a time of day with today's date where a timestamp is wanted. */
    private boolean isDatedElsewhere(Token literal) {
        return dialect != Dialect.POSTGRESQL && literal.kind() == TokenKind.STRING;
    }

    private void catalog(String name) {
        if (Words.CATALOG.contains(name.toLowerCase(Locale.ROOT))) {
            findings.notCacheable(BypassReason.CATALOG_READ);
        }
    }

    /** The names of catalogs, and of the schemas that hold them. */
    void checkCatalog(int first, int last) {
        String name = tokens.get(last).name().toLowerCase(Locale.ROOT);
        boolean catalog = dialect == Dialect.POSTGRESQL && name.startsWith("pg_");
        for (int i = first; i < last; i++) {
            catalog |= Words.CATALOG_SCHEMAS.contains(tokens.get(i).name().toLowerCase(Locale.ROOT));
        }
        if (catalog) {
            findings.notCacheable(BypassReason.CATALOG_READ);
        }
    }

    private void operator(int at, int to) {
        String operator = tokens.get(at).text();
        findings.operators.add(operator);
        switch (operator) {
            case "!=" -> findings.operators.add("<>");
            case "::" -> {
                int last = type(at + 1, to);
                if (last >= 0 && dialect == Dialect.POSTGRESQL) {
                    dates.doubleColon(at, last);
                }
            }
            case "@", ":=" -> {
                if (dialect != Dialect.POSTGRESQL) {
                    findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
                }
            }
            default -> {}
        }
    }

    /** {@code t.f} is the function f of t if t has no such column; (…).f mostly is. */
    private void qualified(int at) {
        boolean last = at + 1 >= tokens.size() || !tokens.get(at + 1).isPunctuation('.');
        if (dialect == Dialect.POSTGRESQL && last && follows(at, '.')) {
            findings.mentionedNames.add(lower(at));
            if (at > 1 && !tokens.get(at - 2).isName()) {
                findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
            }
        }
    }

    private void called(int at, Clause clause) {
        boolean columns = clause == Clause.AFTER_ITEM && tokens.get(at).isWord("as");
        if (columns && at + 1 < tokens.size() && tokens.get(at + 1).isPunctuation('(')) {
            findings.renamesColumns = true;
            mentionAll(at + 1);
            return;
        }
        if (!isCall(at)) {
            return;
        }
        // Behind a table this is an alias with names of columns, and perhaps of types.
        if (clause == Clause.AFTER_ITEM) {
            findings.renamesColumns = true;
            mentionAll(at + 1);
        } else {
            call(at);
        }
    }

    private void mentionAll(int open) {
        for (int i = open + 1; i < groups.closing(open); i++) {
            if (tokens.get(i).isName()) {
                findings.mentionedNames.add(lower(i));
            }
        }
    }

    /** Returns whether the token is a name with parentheses behind it. */
    boolean isCall(int at) {
        if (at < 0 || at + 1 >= tokens.size() || !tokens.get(at + 1).isPunctuation('(')) {
            return false;
        }
        Token token = tokens.get(at);
        boolean syntax =
                token.kind() == TokenKind.WORD && Words.NOT_CALLED.contains(token.folded()) && !follows(at, '.');
        return CASTS.contains(token.folded()) || (token.isName() && !syntax && !isOverOrFilter(at));
    }

    private boolean isOverOrFilter(int at) {
        Token token = tokens.get(at);
        return (token.isWord("over") || token.isWord("filter"))
                && at > 0
                && tokens.get(at - 1).isPunctuation(')');
    }

    /** Notes the call of the function whose last name is at an index. */
    void call(int at) {
        Token token = tokens.get(at);
        if (token.isWord("cast")) {
            return;
        }
        boolean foreign = follows(at, '.')
                && !(dialect == Dialect.POSTGRESQL
                        && at > 1
                        && tokens.get(at - 2).isWord("pg_catalog"));
        boolean quoted = token.kind() == TokenKind.QUOTED_NAME && dialect != Dialect.POSTGRESQL;
        if ((foreign && !findings.isListed(token.name())) || quoted) {
            findings.doubt("a function that is named with its schema or quoted");
        }
        findings.calledFunctions.add(token.name());
        if (dialect == Dialect.POSTGRESQL) {
            dates.call(at);
        }
        if (token.name().equals("age") && !hasComma(at + 1)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        if (token.isWord("xmltable") || token.isWord("json_table")) {
            mentionAll(at + 1);
        }
    }

    private boolean hasComma(int open) {
        for (int i = open + 1; i < groups.closing(open); i++) {
            if (Groups.opens(tokens.get(i))) {
                i = groups.closing(i);
            } else if (tokens.get(i).isPunctuation(',')) {
                return true;
            }
        }
        return false;
    }

    private void castAs(int as, int to) {
        int open = openOfCast(as);
        int last = open >= 0 ? type(as + 1, to) : -1;
        if (last >= 0 && dialect == Dialect.POSTGRESQL) {
            dates.castAs(open, as, last);
        }
    }

    /** Returns the index of the parenthesis of the cast that AS belongs to; negative if it belongs to none. */
    private int openOfCast(int as) {
        int at = as;
        while (at > 0) {
            at--;
            if (tokens.get(at).isPunctuation('(') && groups.closing(at) > as) {
                return at > 0 && CASTS.contains(tokens.get(at - 1).folded()) ? at : -1;
            }
        }
        return -1;
    }

    /** Notes the type whose name starts at an index; returns the index of the name's last part, negative if none. */
    private int type(int at, int to) {
        if (at >= to || !tokens.get(at).isName()) {
            return -1;
        }
        int last = endOfName(at, to);
        if (last < 0) {
            return -1;
        }
        mentionType(at, last);
        // A time of day gets the date of today.
        boolean dated = tokens.get(last).folded().startsWith("timestamp")
                || tokens.get(last).isWord("datetime");
        if (dialect != Dialect.POSTGRESQL && dated) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
        return last;
    }

    private void mentionType(int first, int last) {
        Token name = tokens.get(last);
        boolean plain = first == last || tokens.get(first).isWord("pg_catalog");
        if (!plain || name.kind() != TokenKind.WORD || !Words.TYPES.contains(name.folded())) {
            findings.mentionedNames.add(lower(last));
        }
    }

    private void typedLiteral(int at) {
        Token before = at > 0 ? tokens.get(at - 1) : null;
        boolean typed = before != null
                && before.isName()
                && !(before.kind() == TokenKind.WORD && Words.BEFORE_STRING.contains(before.folded()));
        if (typed) {
            mentionType(at - 1, at - 1);
        }
    }

    /** Returns the index of the last part of a dotted name; negative if it ends in a dot. */
    int endOfName(int first, int to) {
        int at = first;
        while (at + 1 < to && tokens.get(at + 1).isPunctuation('.')) {
            at += 2;
            if (at >= to || !tokens.get(at).isName()) {
                return -1;
            }
        }
        return at;
    }

    private boolean follows(int at, char punctuation) {
        return at > 0 && tokens.get(at - 1).isPunctuation(punctuation);
    }

    private String lower(int at) {
        return tokens.get(at).name().toLowerCase(Locale.ROOT);
    }
}
