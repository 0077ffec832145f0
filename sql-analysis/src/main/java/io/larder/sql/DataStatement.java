package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads queries, INSERT, UPDATE, DELETE and REPLACE: what is written, and all that a {@link QueryScanner} finds. */
final class DataStatement {
    /** First words of the statements that are read here. */
    static final Set<String> FIRST =
            Set.of("select", "values", "table", "with", "insert", "update", "delete", "replace", "merge");

    private static final Set<String> NOT_ALIASES = Set.of(
            "set",
            "where",
            "using",
            "returning",
            "values",
            "select",
            "default",
            "overriding",
            "with",
            "table",
            "order",
            "limit",
            "on",
            "from",
            "direct",
            "sorted",
            "fetch",
            "for",
            "partition",
            "value",
            "join",
            "inner",
            "left");

    private static final Set<String> JOINS =
            Set.of("join", "inner", "left", "right", "cross", "natural", "straight_join");

    private final List<Token> tokens;
    private final Dialect dialect;
    private final Findings findings;
    private final QueryScanner scanner;
    private final Groups groups;
    private int at;
    private CommonTables common = CommonTables.NONE;
    private final Set<TableChange> changes = new HashSet<>();

    DataStatement(List<Token> tokens, Groups groups, Dialect dialect, Findings findings) {
        this.tokens = tokens;
        this.groups = groups;
        this.dialect = dialect;
        this.findings = findings;
        this.scanner = new QueryScanner(tokens, groups, dialect, findings);
    }

    /** Returns what the statement writes; nothing if it is a query. */
    Set<TableChange> read() {
        if (tokens.get(0).isWord("with")) {
            CommonTableReader reader = new CommonTableReader(scanner, tokens, groups, dialect, findings);
            at = reader.read(0, tokens.size(), CommonTables.NONE);
            common = reader.visible();
        }
        if (findings.doubt().isPresent()) {
            return changes;
        }
        String word = at < tokens.size() ? tokens.get(at).folded() : "";
        switch (word) {
            case "insert", "replace" -> insert(word);
            case "update" -> update();
            case "delete" -> delete();
            case "merge" -> merge();
            default -> scanner.scan(at, tokens.size(), Clause.START, common);
        }
        return changes;
    }

    private void insert(String word) {
        if (word.equals("replace") && dialect != Dialect.MARIADB) {
            findings.doubt("REPLACE");
            return;
        }
        at++;
        skipModifiers("ignore", "low_priority", "high_priority");
        if (!skip("into") && dialect != Dialect.MARIADB) {
            findings.doubt("INSERT without INTO");
            return;
        }
        if (!target(word.equals("insert") && !mayReplace() ? TableChange.Kind.INSERT : TableChange.Kind.ANY)) {
            return;
        }
        skipAlias();
        if (isAt('(') && !isQuery(at + 1)) {
            at = groups.closing(at) + 1;
        }
        scanner.scan(at, tokens.size(), Clause.START, common);
    }

    private boolean isQuery(int first) {
        return tokens.get(first).isPunctuation('(') || QueryScanner.isQueryWord(tokens.get(first));
    }

    /** ON CONFLICT DO UPDATE, ON DUPLICATE KEY UPDATE. */
    private boolean mayReplace() {
        for (int i = at; i + 1 < tokens.size(); i++) {
            boolean update = tokens.get(i + 1).isWord("update");
            if ((tokens.get(i).isWord("do") || tokens.get(i).isWord("key")) && update) {
                return true;
            }
        }
        return false;
    }

    private void update() {
        at++;
        skipModifiers("ignore", "low_priority");
        if (dialect == Dialect.MARIADB && isOfSeveralTables("set")) {
            anyOf(at);
            return;
        }
        skip("only");
        if (!target(TableChange.Kind.ANY)) {
            return;
        }
        skipStar();
        skipAlias();
        if (!skip("set")) {
            findings.doubt("an unusual UPDATE");
            return;
        }
        // FROM may follow the assignments as it follows a select list.
        scanner.scan(at, tokens.size(), Clause.SELECT_LIST, common);
    }

    private void delete() {
        at++;
        skipModifiers("ignore", "low_priority", "quick");
        if (dialect == Dialect.MARIADB && !isAtWord("history") && deleteOfSeveralTables()) {
            return;
        }
        if (!skip("from")) {
            findings.doubt("DELETE without FROM");
            return;
        }
        skip("only");
        if (!target(TableChange.Kind.ANY)) {
            return;
        }
        skipStar();
        skipAlias();
        if (dialect == Dialect.POSTGRESQL && skip("using")) {
            scanner.scan(at, tokens.size(), Clause.FROM_ITEM, common);
            return;
        }
        boolean usual = at >= tokens.size() || isAtWord("where", "returning", "order", "limit", "fetch");
        if (!usual) {
            findings.doubt("an unusual DELETE");
            return;
        }
        scanner.scan(at, tokens.size(), Clause.EXPRESSION, common);
    }

    /** Returns whether more than a table and its alias comes before a word. */
    private boolean isOfSeveralTables(String end) {
        for (int i = at; i < tokens.size() && !tokens.get(i).isWord(end); i++) {
            Token token = tokens.get(i);
            if (token.isPunctuation(',') || token.isPunctuation('(') || JOINS.contains(token.folded())) {
                return true;
            }
        }
        return false;
    }

    /** {@code DELETE t, u FROM …} and {@code DELETE FROM t, u USING …}: the first names are tables or aliases of the rest. */
    private boolean deleteOfSeveralTables() {
        int first = isAtWord("from") ? at + 1 : at;
        String word = first > at ? "using" : "from";
        int end = first;
        while (end < tokens.size() && isInListOfNames(tokens.get(end))) {
            end++;
        }
        if (end + 1 >= tokens.size() || !tokens.get(end).isWord(word)) {
            return false;
        }
        for (int i = first; i < end; i++) {
            if (tokens.get(i).isName() && !tokens.get(i + 1).isPunctuation('.')) {
                // In the place of a table, whatever it stands for.
                findings.namedTables.add(tokens.get(i));
            }
        }
        anyOf(end + 1);
        return true;
    }

    private static boolean isInListOfNames(Token token) {
        return token.isName() && !token.isWord("from") && !token.isWord("using") && !token.isWord("where")
                || token.isPunctuation(',')
                || token.isPunctuation('.')
                || token.isOperator("*");
    }

    /** Which of the joined tables are written is not looked at: any of them. */
    private void anyOf(int from) {
        if (!common.equals(CommonTables.NONE)) {
            findings.doubt("WITH in a change of several tables");
            return;
        }
        scanner.scan(from, tokens.size(), Clause.FROM_ITEM, common);
        findings.tables.forEach(table -> changes.add(new TableChange(table, TableChange.Kind.ANY)));
    }

    private void merge() {
        at++;
        if (!skip("into")) {
            findings.doubt("MERGE without INTO");
            return;
        }
        skip("only");
        if (dialect == Dialect.MARIADB || !target(TableChange.Kind.ANY)) {
            findings.doubt("an unusual MERGE");
            return;
        }
        skipStar();
        if (isAtWord("key", "values", "select") || isAt('(')) {
            mergeByKey();
            return;
        }
        skipAlias();
        if (!skip("using")) {
            findings.doubt("an unusual MERGE");
            return;
        }
        new MergeClauses(tokens, groups, findings, scanner, common).read(at);
    }

    /** H2's MERGE INTO t (a, b) KEY (a) VALUES …, or a query. */
    private void mergeByKey() {
        if (dialect != Dialect.H2) {
            findings.doubt("an unusual MERGE");
            return;
        }
        if (isAt('(') && !isQuery(at + 1)) {
            at = groups.closing(at) + 1;
        }
        if (skip("key")) {
            at = isAt('(') ? groups.closing(at) + 1 : at;
        }
        scanner.scan(at, tokens.size(), Clause.START, common);
    }

    private boolean target(TableChange.Kind kind) {
        int first = at;
        int last = first < tokens.size() && tokens.get(first).isName() ? endOfName(first) : -1;
        if (last < 0) {
            findings.doubt("no table to write to");
            return false;
        }
        // A common table expression cannot be written to: the name is a table's, or the statement fails.
        scanner.table(first, last, CommonTables.NONE);
        changes.add(new TableChange(new TableName(tokens.get(last).name()), kind));
        at = last + 1;
        return true;
    }

    private int endOfName(int first) {
        int last = first;
        while (last + 2 < tokens.size()
                && tokens.get(last + 1).isPunctuation('.')
                && tokens.get(last + 2).isName()) {
            last += 2;
        }
        return last;
    }

    private void skipModifiers(String... words) {
        while (dialect == Dialect.MARIADB && isAtWord(words)) {
            at++;
        }
    }

    private void skipStar() {
        if (at < tokens.size() && tokens.get(at).isOperator("*")) {
            at++;
        }
    }

    private void skipAlias() {
        boolean written = skip("as");
        if (at < tokens.size() && tokens.get(at).isName()) {
            boolean word = tokens.get(at).kind() == TokenKind.WORD;
            at += written || !word || !NOT_ALIASES.contains(tokens.get(at).folded()) ? 1 : 0;
        }
    }

    private boolean skip(String word) {
        if (isAtWord(word)) {
            at++;
            return true;
        }
        return false;
    }

    private boolean isAtWord(String... words) {
        for (String word : words) {
            if (at < tokens.size() && tokens.get(at).isWord(word)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(char punctuation) {
        return at < tokens.size() && tokens.get(at).isPunctuation(punctuation);
    }
}
