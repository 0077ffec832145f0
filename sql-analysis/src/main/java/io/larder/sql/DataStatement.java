package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads queries, INSERT, UPDATE, DELETE and REPLACE: what is written, and all that a {@link QueryScanner} finds. */
final class DataStatement {
    /** First words of the statements that are read here. */
    static final Set<String> FIRST =
            Set.of("select", "values", "table", "with", "insert", "update", "delete", "replace");

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

    private final List<Token> tokens;
    private final Dialect dialect;
    private final Findings findings;
    private final QueryScanner scanner;
    private final Groups groups;
    private int at;
    private CommonTables common = CommonTables.NONE;
    private Optional<TableChange> change = Optional.empty();

    DataStatement(List<Token> tokens, Groups groups, Dialect dialect, Findings findings) {
        this.tokens = tokens;
        this.groups = groups;
        this.dialect = dialect;
        this.findings = findings;
        this.scanner = new QueryScanner(tokens, groups, dialect, findings);
    }

    /** Returns what the statement writes; empty if it is a query. */
    Optional<TableChange> read() {
        if (tokens.get(0).isWord("with")) {
            CommonTableReader reader = new CommonTableReader(scanner, tokens, groups, dialect, findings);
            at = reader.read(0, tokens.size(), CommonTables.NONE);
            common = reader.visible();
        }
        if (findings.doubt().isPresent()) {
            return change;
        }
        String word = at < tokens.size() ? tokens.get(at).folded() : "";
        switch (word) {
            case "insert", "replace" -> insert(word);
            case "update" -> update();
            case "delete" -> delete();
            default -> scanner.scan(at, tokens.size(), Clause.START, common);
        }
        return change;
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

    private boolean target(TableChange.Kind kind) {
        int first = at;
        int last = first < tokens.size() && tokens.get(first).isName() ? endOfName(first) : -1;
        if (last < 0) {
            findings.doubt("no table to write to");
            return false;
        }
        // A common table expression cannot be written to: the name is a table's, or the statement fails.
        scanner.table(first, last, CommonTables.NONE);
        change = Optional.of(new TableChange(new TableName(tokens.get(last).name()), kind));
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
