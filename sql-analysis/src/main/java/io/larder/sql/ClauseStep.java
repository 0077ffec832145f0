package io.larder.sql;

import io.larder.sql.QueryScanner.Clause;
import java.util.List;
import java.util.Set;

/** What one unquoted word does to the clause that the scan of a query is in. */
final class ClauseStep {
    private static final Set<Clause> TABLES = Set.of(Clause.AFTER_ITEM, Clause.JOIN_CONDITION);

    private final List<Token> tokens;
    private final int at;
    private final Dialect dialect;
    private final Findings findings;
    private final String word;

    ClauseStep(List<Token> tokens, int at, Dialect dialect, Findings findings) {
        this.tokens = tokens;
        this.at = at;
        this.dialect = dialect;
        this.findings = findings;
        this.word = tokens.get(at).folded();
    }

    Clause from(Clause clause) {
        if (Words.FORBIDDEN.contains(word) && !isHarmlessUpdate()) {
            return doubt("the word " + word, clause);
        }
        if (Words.SET_OPERATION.contains(word) && !(word.equals("minus") && dialect == Dialect.POSTGRESQL)) {
            return Clause.START;
        }
        if (clause == Clause.START) {
            return start();
        }
        if (clause == Clause.ARGUMENTS) {
            return clause;
        }
        if (clause == Clause.FROM_ITEM) {
            return fromItem();
        }
        return inside(clause);
    }

    private Clause start() {
        return switch (word) {
            case "select" -> Clause.SELECT_LIST;
            case "values", "default", "set" -> Clause.EXPRESSION;
            case "table" -> Clause.FROM_ITEM;
            case "all", "distinct" ->
                previousIs("union", "intersect", "except", "minus")
                        ? Clause.START
                        : doubt("no query at " + word, Clause.START);
            case "value" ->
                previousIs("system", "user")
                        ? Clause.START
                        : dialect == Dialect.POSTGRESQL ? doubt("value", Clause.START) : Clause.EXPRESSION;
            case "overriding", "system" -> Clause.START;
            case "user" -> previousIs("overriding") ? Clause.START : doubt("user", Clause.START);
            // The parenthesised query before it has ended.
            case "order", "limit", "offset", "fetch", "returning", "on" -> afterParenthesis();
            case "for" -> afterParenthesis() == Clause.EXPRESSION ? forWhat(Clause.EXPRESSION) : Clause.START;
            default -> doubt("no query at " + word, Clause.START);
        };
    }

    private Clause afterParenthesis() {
        boolean after = at > 0 && tokens.get(at - 1).isPunctuation(')');
        return after ? Clause.EXPRESSION : doubt("no query at " + word, Clause.START);
    }

    private Clause fromItem() {
        return switch (word) {
            case "only", "lateral" -> Clause.FROM_ITEM;
            case "select" -> Clause.SELECT_LIST;
            case "values" -> Clause.AFTER_ITEM;
            default -> doubt("no table at " + word, Clause.FROM_ITEM);
        };
    }

    private Clause inside(Clause clause) {
        return switch (word) {
            case "from" -> fromWord(clause);
            case "join", "straight_join" -> join(clause);
            case "on", "using" -> on(clause);
            case "select", "table", "with" -> nestedWord(clause);
            case "for" -> forWhat(clause);
            case "lock" -> lock(clause);
            case "group" -> previousIs("within") ? clause : Clause.EXPRESSION;
            default -> Words.CLAUSE.contains(word) ? Clause.EXPRESSION : clause;
        };
    }

    private Clause fromWord(Clause clause) {
        if (previousIs("distinct") && at > 1 && (isWord(at - 2, "is") || isWord(at - 2, "not"))) {
            return clause;
        }
        return clause == Clause.SELECT_LIST ? Clause.FROM_ITEM : doubt("a misplaced FROM", clause);
    }

    private Clause join(Clause clause) {
        if (TABLES.contains(clause)) {
            return Clause.FROM_ITEM;
        }
        boolean modifier = word.equals("straight_join") && previousIs("select");
        return modifier ? clause : doubt("a misplaced JOIN", clause);
    }

    private Clause on(Clause clause) {
        if (nextIs("conflict") || nextIs("duplicate")) {
            return Clause.EXPRESSION;
        }
        return TABLES.contains(clause) ? Clause.JOIN_CONDITION : clause;
    }

    /** WITH has other uses: WITH TIME ZONE, WITH ORDINALITY, WITH TIES. */
    private Clause nestedWord(Clause clause) {
        boolean harmless =
                word.equals("with") && (nextIs("time") || nextIs("ordinality") || nextIs("ties") || nextIs("rollup"));
        return harmless ? clause : doubt("a misplaced " + word, clause);
    }

    private Clause forWhat(Clause clause) {
        if (nextIs("update") || nextIs("share") || nextIs("no") || nextIs("key")) {
            findings.notCacheable(BypassReason.LOCKING_READ);
            return Clause.EXPRESSION;
        }
        if (previousIs("value")) {
            return clause;
        }
        return doubt("an unknown FOR", clause);
    }

    private Clause lock(Clause clause) {
        if (nextIs("in")) {
            findings.notCacheable(BypassReason.LOCKING_READ);
            return Clause.EXPRESSION;
        }
        return clause;
    }

    private boolean isHarmlessUpdate() {
        if (!word.equals("update")) {
            return false;
        }
        boolean key = previousIs("key") && at > 1 && (isWord(at - 2, "no") || isWord(at - 2, "duplicate"));
        return previousIs("for", "do") || key;
    }

    private boolean previousIs(String... words) {
        for (String candidate : words) {
            if (at > 0 && isWord(at - 1, candidate)) {
                return true;
            }
        }
        return false;
    }

    private boolean nextIs(String candidate) {
        return at + 1 < tokens.size() && isWord(at + 1, candidate);
    }

    private boolean isWord(int index, String candidate) {
        return tokens.get(index).isWord(candidate);
    }

    private Clause doubt(String reason, Clause clause) {
        findings.doubt(reason);
        return clause;
    }
}
