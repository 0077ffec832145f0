package io.larder.sql;

import java.util.List;

/** Finds where an operator ends, by PostgreSQL's rules for operators that users may define, or among those that are fixed. */
final class OperatorEnd {
    /** The operator is longer than one can be. */
    static final int TOO_LONG = -1;

    private static final String CHARACTERS = "+-*/<>=~!@#%^&|`";
    /** With one of these an operator of PostgreSQL may end in + or -. */
    private static final String FREE_ENDING = "~!@#%^&|`?";

    /** NAMEDATALEN of PostgreSQL, less one. */
    private static final int LONGEST = 63;

    private static final List<String> FIXED =
            List.of("<=>", "->>", "!~*", "<=", ">=", "<>", "!=", "||", "&&", "!~", "~*", "->", "<<", ">>");
    private static final String FIXED_CHARACTERS = "+-*/%=<>!&|^~@";

    private OperatorEnd() {}

    /** Returns the end of the fixed operator that starts there; the start if none does. */
    static int ofFixed(String sql, int start) {
        for (String operator : FIXED) {
            if (sql.startsWith(operator, start)) {
                return start + operator.length();
            }
        }
        return FIXED_CHARACTERS.indexOf(sql.charAt(start)) >= 0 ? start + 1 : start;
    }

    /** Returns the end of the operator that starts there; the start if none does; or {@link #TOO_LONG}. */
    static int ofFree(String sql, int start) {
        int at = start;
        boolean freeEnding = false;
        while (at < sql.length() && at - start <= LONGEST) {
            char c = sql.charAt(at);
            char next = at + 1 < sql.length() ? sql.charAt(at + 1) : 0;
            if (c == '?' && next == '?') {
                at++;
            } else if (CHARACTERS.indexOf(c) < 0 || (c == '-' && next == '-') || (c == '/' && next == '*')) {
                break;
            }
            freeEnding |= FREE_ENDING.indexOf(c) >= 0;
            at++;
        }
        if (at - start > LONGEST) {
            // Also because the shortening below would be slow.
            return TOO_LONG;
        }
        while (!freeEnding && at > start + 1 && "+-".indexOf(sql.charAt(at - 1)) >= 0) {
            at--;
        }
        return at;
    }
}
