package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.ArrayList;
import java.util.List;

/** Reads a MERGE from its source on: {@code source ON condition WHEN [NOT] MATCHED [AND condition] THEN action …}. */
final class MergeClauses {
    private final List<Token> tokens;
    private final Groups groups;
    private final Findings findings;
    private final QueryScanner scanner;
    private final CommonTables common;

    MergeClauses(List<Token> tokens, Groups groups, Findings findings, QueryScanner scanner, CommonTables common) {
        this.tokens = tokens;
        this.groups = groups;
        this.findings = findings;
        this.scanner = scanner;
        this.common = common;
    }

    void read(int source) {
        List<Integer> clauses = clauses(source);
        if (clauses.isEmpty() || findings.doubt().isPresent()) {
            findings.doubt("a MERGE without WHEN");
            return;
        }
        scanner.scan(source, clauses.get(0), Clause.FROM_ITEM, common);
        for (int i = 0; i < clauses.size(); i++) {
            clause(clauses.get(i), i + 1 < clauses.size() ? clauses.get(i + 1) : tokens.size());
        }
    }

    /** The places of WHEN outside of parentheses. */
    private List<Integer> clauses(int source) {
        List<Integer> found = new ArrayList<>();
        for (int i = source; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (Groups.opens(token)) {
                i = groups.closing(i);
            } else if (token.isWord("when")) {
                found.add(i);
            } else if (token.isWord("case") || token.isWord("returning")) {
                findings.doubt("a MERGE with " + token.folded());
            }
        }
        return found;
    }

    private void clause(int when, int to) {
        int then = when;
        while (then < to && !tokens.get(then).isWord("then")) {
            then = Groups.opens(tokens.get(then)) ? groups.closing(then) + 1 : then + 1;
        }
        if (then + 1 >= to) {
            findings.doubt("a WHEN without THEN");
            return;
        }
        scanner.scan(when + 1, then, Clause.EXPRESSION, common);
        int action = then + 1;
        switch (tokens.get(action).folded()) {
            case "insert" -> insert(action + 1, to);
            case "update" -> rest("set", action + 1, to);
            case "delete", "do" -> {
                boolean nothing = action + 2 == to && tokens.get(action + 1).isWord("nothing");
                if (tokens.get(action).isWord("do") ? !nothing : action + 1 != to) {
                    findings.doubt("an unusual action of MERGE");
                }
            }
            default -> findings.doubt("an unknown action of MERGE");
        }
    }

    private void insert(int from, int to) {
        boolean columns = from < to && tokens.get(from).isPunctuation('(');
        int at = columns ? groups.closing(from) + 1 : from;
        if (at + 2 == to
                && tokens.get(at).isWord("default")
                && tokens.get(at + 1).isWord("values")) {
            return;
        }
        if (at + 2 < to && tokens.get(at).isWord("overriding")) {
            at += 3;
        }
        rest("values", at, to);
    }

    private void rest(String word, int at, int to) {
        if (at >= to || !tokens.get(at).isWord(word)) {
            findings.doubt("no " + word + " in a MERGE");
            return;
        }
        scanner.scan(at + 1, to, Clause.EXPRESSION, common);
    }
}
