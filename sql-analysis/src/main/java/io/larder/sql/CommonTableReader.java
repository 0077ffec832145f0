package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads {@code WITH name AS (…), …} and knows which name is visible in which of the queries. */
final class CommonTableReader {
    private final QueryScanner scanner;
    private final List<Token> tokens;
    private final Groups groups;
    private final Dialect dialect;
    private final Findings findings;
    private CommonTables visible = CommonTables.NONE;

    CommonTableReader(QueryScanner scanner, List<Token> tokens, Groups groups, Dialect dialect, Findings findings) {
        this.scanner = scanner;
        this.tokens = tokens;
        this.groups = groups;
        this.dialect = dialect;
        this.findings = findings;
    }

    /** What the main query sees, after {@link #read}. */
    CommonTables visible() {
        return visible;
    }

    /** Reads from WITH on; returns the index of the main query. */
    int read(int with, int to, CommonTables outer) {
        int at = with + 1;
        boolean recursive = at < to && tokens.get(at).isWord("recursive");
        at += recursive ? 1 : 0;
        visible = outer;
        // In PostgreSQL the queries of WITH RECURSIVE see each other in any order.
        boolean mutual = recursive && dialect == Dialect.POSTGRESQL;
        if (mutual) {
            visible = outer.and(definedFrom(at, to));
        }
        while (true) {
            int open = bodyOf(at, to);
            if (open < 0) {
                findings.doubt("an unusual WITH");
                return to;
            }
            Set<String> own = Set.of(CommonTables.name(tokens.get(at), dialect));
            int close = groups.closing(open);
            scanner.scan(open + 1, close, Clause.START, recursive ? visible.and(own) : visible);
            visible = visible.and(own);
            if (close + 1 >= to || !tokens.get(close + 1).isPunctuation(',')) {
                return close + 1;
            }
            at = close + 2;
        }
    }

    private Set<String> definedFrom(int start, int to) {
        Set<String> defined = new HashSet<>();
        int at = start;
        int open = bodyOf(at, to);
        while (open >= 0) {
            defined.add(CommonTables.name(tokens.get(at), dialect));
            int next = groups.closing(open) + 1;
            if (next >= to || !tokens.get(next).isPunctuation(',')) {
                break;
            }
            at = next + 1;
            open = bodyOf(at, to);
        }
        return defined;
    }

    /** Returns the index of the parenthesis that opens the query of the name at an index; negative if there is none. */
    private int bodyOf(int name, int to) {
        int at = name;
        if (at >= to || !tokens.get(at).isName()) {
            return -1;
        }
        at++;
        if (at < to && tokens.get(at).isPunctuation('(')) {
            at = groups.closing(at) + 1;
        }
        if (at >= to || !tokens.get(at).isWord("as")) {
            return -1;
        }
        at++;
        at += at < to && tokens.get(at).isWord("not") ? 1 : 0;
        at += at < to && tokens.get(at).isWord("materialized") ? 1 : 0;
        return at < to && tokens.get(at).isPunctuation('(') ? at : -1;
    }
}
