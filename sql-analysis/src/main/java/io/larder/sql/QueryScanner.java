package io.larder.sql;

import java.util.List;

/**
 * Finds tables, functions and operators of a query from its tokens: group of parentheses by group, clause by clause, with
 * the scopes of common table expressions. What stands where it is not expected is a doubt.
 */
final class QueryScanner {
    /** Where in a group of parentheses the scan is. */
    enum Clause {
        /** A query must start here. */
        START,
        SELECT_LIST,
        /** A table, a function or a parenthesis must come next. */
        FROM_ITEM,
        AFTER_ITEM,
        JOIN_CONDITION,
        /** Any other place in a query, or a parenthesis that is none. */
        EXPRESSION,
        /** In the parentheses of a function, where FROM, FOR and AS are syntax of the function. */
        ARGUMENTS
    }

    private final List<Token> tokens;
    private final Groups groups;
    private final Dialect dialect;
    private final Findings findings;
    private final NameScanner names;

    QueryScanner(List<Token> tokens, Groups groups, Dialect dialect, Findings findings) {
        this.tokens = tokens;
        this.groups = groups;
        this.dialect = dialect;
        this.findings = findings;
        this.names = new NameScanner(tokens, groups, dialect, findings);
    }

    /** Scans the tokens of one group, and of those inside it. */
    void scan(int from, int to, Clause start, CommonTables common) {
        Clause clause = start;
        CommonTables visible = common;
        int at = from;
        while (at < to && findings.doubt().isEmpty()) {
            Token token = tokens.get(at);
            if (clause == Clause.START && token.isWord("with")) {
                CommonTableReader reader = new CommonTableReader(this, tokens, groups, dialect, findings);
                at = reader.read(at, to, visible);
                visible = reader.visible();
            } else if (Groups.opens(token)) {
                int end = groups.closing(at);
                scan(at + 1, end, inside(clause, at, end), visible);
                clause = after(clause);
                at = end + 1;
            } else if (clause == Clause.FROM_ITEM && token.isName() && !isFromSyntax(at)) {
                at = fromItem(at, to, visible);
                clause = Clause.AFTER_ITEM;
            } else {
                clause = step(at, to, clause);
                at++;
            }
        }
        if (clause == Clause.FROM_ITEM || (clause == Clause.START && from < to)) {
            if (!endsInParenthesis(from, to)) {
                findings.doubt("an unfinished clause");
            }
        }
    }

    private boolean endsInParenthesis(int from, int to) {
        return to > from && tokens.get(to - 1).isPunctuation(')');
    }

    /** The clause that a group of parentheses starts in. */
    private Clause inside(Clause clause, int open, int end) {
        boolean query = open + 1 < end && isQueryWord(tokens.get(open + 1));
        if (tokens.get(open).isPunctuation('[')) {
            return Clause.EXPRESSION;
        }
        if (query || clause == Clause.START) {
            return Clause.START;
        }
        if (clause == Clause.FROM_ITEM) {
            return Clause.FROM_ITEM;
        }
        return names.isCall(open - 1) || clause == Clause.AFTER_ITEM ? Clause.ARGUMENTS : Clause.EXPRESSION;
    }

    private static Clause after(Clause clause) {
        return clause == Clause.FROM_ITEM ? Clause.AFTER_ITEM : clause;
    }

    static boolean isQueryWord(Token token) {
        return token.kind() == TokenKind.WORD && Words.QUERY.contains(token.folded());
    }

    private boolean isFromSyntax(int at) {
        Token token = tokens.get(at);
        if (token.kind() != TokenKind.WORD) {
            return false;
        }
        String word = token.folded();
        return word.equals("only")
                || word.equals("lateral")
                || Words.QUERY.contains(word)
                || Words.CLAUSE.contains(word)
                || Words.NOT_CALLED.contains(word);
    }

    /** Reads the name of a table or the call of a function; returns the index after it. */
    private int fromItem(int at, int to, CommonTables visible) {
        if (tokens.get(at).isWord("rows") && at + 1 < to && tokens.get(at + 1).isWord("from")) {
            return at + 2;
        }
        int last = names.endOfName(at, to);
        if (last < 0) {
            findings.doubt("a name that ends in a dot");
            return to;
        }
        if (last + 1 < to && tokens.get(last + 1).isPunctuation('(')) {
            names.call(last);
            findings.renamesColumns = true;
            scan(last + 2, groups.closing(last + 1), startOf(last + 2), visible);
            return groups.closing(last + 1) + 1;
        }
        table(at, last, visible);
        return last + 1;
    }

    private Clause startOf(int at) {
        return isQueryWord(tokens.get(at)) ? Clause.START : Clause.ARGUMENTS;
    }

    /** Notes a table whose name goes from one token to another. */
    void table(int first, int last, CommonTables visible) {
        Token name = tokens.get(last);
        findings.namedTables.add(name);
        boolean common = first == last && visible.names().contains(CommonTables.name(name, dialect));
        if (common || (first == last && isDual(name))) {
            return;
        }
        findings.tables.add(new TableName(name.name()));
        names.checkCatalog(first, last);
    }

    private boolean isDual(Token name) {
        return dialect != Dialect.POSTGRESQL && name.isWord("dual");
    }

    /** Looks at one token that opens no group; returns the clause after it. */
    private Clause step(int at, int to, Clause clause) {
        Token token = tokens.get(at);
        if (token.isPunctuation(',')) {
            return clause == Clause.AFTER_ITEM || clause == Clause.JOIN_CONDITION ? Clause.FROM_ITEM : clause;
        }
        names.look(at, to, clause);
        if (token.kind() != TokenKind.WORD) {
            return notAWord(token, clause);
        }
        if (at > 0 && tokens.get(at - 1).isPunctuation('.')) {
            return clause;
        }
        return new ClauseStep(tokens, at, dialect, findings).from(clause);
    }

    private Clause notAWord(Token token, Clause clause) {
        boolean inherited = clause == Clause.AFTER_ITEM && token.isOperator("*");
        boolean misplaced = clause == Clause.START
                || clause == Clause.FROM_ITEM
                || (clause == Clause.AFTER_ITEM && token.kind() != TokenKind.QUOTED_NAME && !inherited);
        if (misplaced) {
            findings.doubt("an unexpected " + token.kind() + " in a list of tables");
        }
        return clause;
    }
}
