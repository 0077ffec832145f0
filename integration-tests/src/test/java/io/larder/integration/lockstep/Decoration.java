package io.larder.integration.lockstep;

import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Writes a statement as somebody else would: with other letter case, white space and comments. */
final class Decoration {
    private static final String[] SPACES = {
        "  ", "\n\t", " /* it's \"one\"; ? */ ", " -- why? it's so;\n", "\r\n", " /* a /* nested */ one */ "
    };

    /** MariaDB tells names of tables apart by their letters' case, and its comments do not nest. */
    private static final Set<String> MARIADB_WORDS = Set.of(
            "select", "from", "where", "order", "by", "and", "update", "set", "insert", "into", "values", "delete");

    private final String sql;
    private final Flavor flavor;
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Decoration(String sql, Flavor flavor, Random random) {
        this.sql = sql;
        this.flavor = flavor;
        this.random = random;
    }

    static String decorate(String sql, Flavor flavor, Random random) {
        return new Decoration(sql, flavor, random).run();
    }

    private String run() {
        if (random.nextInt(4) == 0) {
            out.append("/* trace=").append(random.nextInt(1000)).append(" */ ");
        }
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"' || c == '`') {
                quoted(c);
            } else if (Character.isLetter(c)) {
                word();
            } else {
                out.append(
                        c == ' ' && random.nextInt(12) == 0
                                ? SPACES[random.nextInt(SPACES.length - (flavor == Flavor.MARIADB ? 1 : 0))]
                                : c);
                at++;
            }
        }
        return random.nextInt(8) == 0 ? out.append(" ;").toString() : out.toString();
    }

    private void quoted(char quote) {
        int end = sql.indexOf(quote, at + 1);
        out.append(sql, at, end + 1);
        at = end + 1;
    }

    private void word() {
        int end = at;
        while (end < sql.length() && Character.isJavaIdentifierPart(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(at, end);
        boolean shouts = random.nextInt(8) == 0 && (flavor != Flavor.MARIADB || MARIADB_WORDS.contains(word));
        out.append(shouts ? word.toUpperCase(Locale.ROOT) : word);
        at = end;
    }
}
