package io.larder.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Finds casts that may read a text such as {@code 'today'} as a date, which PostgreSQL looks up on the clock. Of literals
 * and parameters the value can be looked at. A column is for the schema to judge, where it is certain that the name is
 * that of a table's column; whatever else is cast to a date is not cacheable.
 */
final class DateCasts {
    private static final Set<String> DATED =
            Set.of("date", "time", "timetz", "timestamp", "timestamptz", "tsrange", "tstzrange", "daterange");

    /** Give dates and never texts. */
    private static final Set<String> DATE_FUNCTIONS = Set.of(
            "date_trunc", "date_bin", "make_date", "make_timestamp", "make_timestamptz", "to_date", "to_timestamp");

    /** Give what they are given. */
    private static final Set<String> SAME_TYPE = Set.of("min", "max");

    private final List<Token> tokens;
    private final Groups groups;
    private final Findings findings;

    DateCasts(List<Token> tokens, Groups groups, Findings findings) {
        this.tokens = tokens;
        this.groups = groups;
        this.findings = findings;
    }

    /** Looks at {@code operand::type}. */
    void doubleColon(int operator, int type) {
        if (mayBeDated(type)) {
            operand(startOfPrimary(operator - 1), operator);
        }
    }

    /** Looks at {@code CAST(operand AS type)}. */
    void castAs(int open, int as, int type) {
        if (mayBeDated(type)) {
            operand(open + 1, as);
        }
    }

    /** Looks at {@code date(operand)}, and at functions of JSON and XML that have a type among their arguments. */
    void call(int name) {
        String function = tokens.get(name).name();
        int close = groups.closing(name + 1);
        if (DATED.contains(function)) {
            operand(name + 2, close);
        }
        for (int i = name + 2; function.startsWith("json_") && i < close; i++) {
            if (tokens.get(i).isWord("returning")) {
                findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
            }
        }
    }

    /** A type of users may be a domain over a date. */
    private boolean mayBeDated(int type) {
        Token token = tokens.get(type);
        boolean known = token.kind() == TokenKind.WORD && Words.TYPES.contains(token.folded());
        return !known || DATED.contains(token.folded());
    }

    private void operand(int from, int to) {
        if (from < 0 || from >= to || !isHarmless(from, to)) {
            findings.notCacheable(BypassReason.VOLATILE_FUNCTION);
        }
    }

    private boolean isHarmless(int from, int to) {
        Token first = tokens.get(from);
        Token last = tokens.get(to - 1);
        boolean literal = last.isLiteral() && (to - from == 1 || (to - from == 2 && first.isName()));
        if (literal || (to - from == 1 && first.isWord("null"))) {
            return true;
        }
        if (isColumn(from, to)) {
            findings.castColumns.add(last.name().toLowerCase(Locale.ROOT));
            return true;
        }
        if (first.isPunctuation('(') && groups.closing(from) == to - 1) {
            return isHarmless(from + 1, to - 1);
        }
        return isHarmlessCall(from, to) || isAtTimeZone(from, to) || isDateAgain(from, to);
    }

    private boolean isHarmlessCall(int from, int to) {
        boolean call = to - from > 3
                && tokens.get(from + 1).isPunctuation('(')
                && groups.closing(from + 1) == to - 1
                && tokens.get(from).kind() == TokenKind.WORD;
        if (!call) {
            return false;
        }
        String name = tokens.get(from).folded();
        return DATE_FUNCTIONS.contains(name) || (SAME_TYPE.contains(name) && isHarmless(from + 2, to - 1));
    }

    /** {@code column AT TIME ZONE 'x'}, of which there is none for texts. */
    private boolean isAtTimeZone(int from, int to) {
        int at = to - 4;
        return at > from
                && tokens.get(at).isWord("at")
                && tokens.get(at + 1).isWord("time")
                && tokens.get(at + 2).isWord("zone")
                && tokens.get(at + 3).isLiteral()
                && isColumn(from, at);
    }

    /** {@code x::timestamp::date}: the first cast has been looked at by itself. */
    private boolean isDateAgain(int from, int to) {
        int type = to - 1;
        return type - 1 > from
                && tokens.get(type).kind() == TokenKind.WORD
                && DATED.contains(tokens.get(type).folded())
                && tokens.get(type - 1).isOperator("::")
                && startOfPrimary(type - 2) == from;
    }

    private boolean isColumn(int from, int to) {
        boolean names = (to - from) % 2 == 1;
        for (int i = from; i < to && names; i++) {
            Token token = tokens.get(i);
            names = (i - from) % 2 == 0 ? token.isName() && !isReserved(token) : token.isPunctuation('.');
        }
        return names;
    }

    private static boolean isReserved(Token token) {
        return token.kind() == TokenKind.WORD && Words.NOT_CALLED.contains(token.folded());
    }

    /** Returns where the operand starts that ends at an index and that {@code ::} binds to; negative if unusual. */
    private int startOfPrimary(int last) {
        if (last < 0) {
            return -1;
        }
        int start = last;
        if (tokens.get(last).isPunctuation(')')) {
            while (groups.closing(start) != last) {
                start--;
            }
            start -= start > 0 && tokens.get(start - 1).isName() && !isReserved(tokens.get(start - 1)) ? 1 : 0;
        }
        while (start > 1 && tokens.get(start).isName() && tokens.get(start - 1).isPunctuation('.')) {
            start -= 2;
        }
        if (start > 1 && tokens.get(start - 1).isOperator("::")) {
            return startOfPrimary(start - 2);
        }
        return start;
    }
}
