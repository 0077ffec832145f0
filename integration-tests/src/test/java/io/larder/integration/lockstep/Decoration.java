package io.larder.integration.lockstep;

import java.util.Locale;
import java.util.Random;

/** Writes a statement as somebody else would: with other letter case, white space and comments. */
final class Decoration {
    private static final String[] SPACES = {
        "  ", "\n\t", " /* it's \"one\"; ? */ ", " -- why? it's so;\n", "\r\n", " /* a /* nested */ one */ "
    };

    private final String sql;
    private final Random random;
    private final StringBuilder out = new StringBuilder();
    private int at;

    private Decoration(String sql, Random random) {
        this.sql = sql;
        this.random = random;
    }

    static String decorate(String sql, Random random) {
        return new Decoration(sql, random).run();
    }

    private String run() {
        if (random.nextInt(4) == 0) {
            out.append("/* trace=").append(random.nextInt(1000)).append(" */ ");
        }
        while (at < sql.length()) {
            char c = sql.charAt(at);
            if (c == '\'' || c == '"') {
                quoted(c);
            } else if (Character.isLetter(c)) {
                word();
            } else {
                out.append(c == ' ' && random.nextInt(12) == 0 ? SPACES[random.nextInt(SPACES.length)] : c);
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
        out.append(random.nextInt(8) == 0 ? word.toUpperCase(Locale.ROOT) : word);
        at = end;
    }
}
