package io.larder.integration.texts;

import java.util.List;
import java.util.Random;

/**
 * Texts in which it is hard to see what is inside quotes and comments and what is not. What is hidden in them is a query of
 * the table {@code u} or a write to the table {@code w}.
 */
final class RandomTexts {
    private static final String READ = "(SELECT v FROM u)";

    private static final List<String> ITEMS = List.of(
            ("1 1.5 1.e5 1.e .5 5. 1..2 0x1F 0X1f 1_000 1_0.5 1e 1e5 1e5x 1a 1e+ 0b101 0o17 1$$ 1x.a 00 1.5.2 1L 1E5 "
                            + "a A t.a T.A \"a\" `a` [a] \"A\" \"a\"\"b\" a$b$c a$$ $a$ $1 ?1 é ü1 \u00a0a a\u00a0 _a @a @@a @`a` :a a: "
                            + "'x' 'it''s' 'a\\' 'a\\'b' 'a\\\\' E'a\\'b' e'\\\\' E'a' U&'\\0061' u&'a' N'x' n'a' B'101' b'1' X'1F' x'1f' "
                            + "x'1 _utf8'x' _utf8mb4'x' _latin1\"x\" _binary'a' \"x\" $$x$$ $a$x$a$ $a$b$$c$a$ $é$x$é$ $1$x$1$ q'[x]' Q'{x}' "
                            + "U&\"a\" U&\"\\0061\" '' \"\" `` E'' '1'::int a::text a::int::text 'today' E'\\x74oday' E'\\164oday' U&'t\\006fday' 'to''day' "
                            + "a+1 a+-1 a--1 a-- a@-1 a@1 -1 +1 - a*-1 a*/1 a/1 a//1 a||b a|b a!=1 a<>1 a<-1 a=-1 a=>1 a:=1 a^1 ~a !a !!a |/a a#1 "
                            + "a<=>1 a->b a->>b a&&1 a<<1 a>>1 a%1 a?b a??b ?? ???? a\\b \\ {d'2020-01-01'} ? ; , . .. * t.* # // -- /**/ /*!*/ /*M!*/ "
                            + "(a) ((a)) (a,b) ROW(a) [1] ARRAY[1] {} a[1] b[1:2]")
                    .split(" "));

    private static final List<String> WIDE_ITEMS = List.of(
            "U&'d!0061' UESCAPE '!'",
            "U&'a' UESCAPE '\\'",
            "'a' 'b'",
            "'to'\n'day'",
            "'to' 'day'",
            "'a' -- c\n 'b'",
            "'a' /* \n */ 'b'",
            "\"a\" \"b\"",
            "'a'\r'b'",
            "E'a'\n'\\'",
            "E'to'\n'\\x64ay'",
            "'a'\n E'b'",
            "{d '2020-01-01'}",
            "{ts '2020-01-01 00:00:00'}",
            "{fn abs(1)}",
            "{t '10:00:00'}",
            "{D '2020-01-01' }",
            "CAST(a AS char(5))",
            "date '2020-01-01'",
            "a + - 1",
            "a - - 1",
            "a IN (1, 2, 3, 4, 5, 6)",
            "(a, 1) IN ((1, 1), (2, 2), (3, 3))",
            "a = ANY ('{1}')",
            "CASE a WHEN 1 THEN 2 END",
            "count(*)",
            "max(a)",
            "t . a",
            "t/**/./**/a",
            "1 AS \"x\"",
            "1 x",
            "1 AS 'x'",
            "1 `x`");

    private static final List<String[]> QUOTES = List.of(
            pair("'", "'"),
            pair("\"", "\""),
            pair("`", "`"),
            pair("/*", "*/"),
            pair("/*", "*/"),
            pair("/*+", "*/"),
            pair("/*!", "*/"),
            pair("/*M!", "*/"),
            pair("/*!50000", "*/"),
            pair("/*!999999", "*/"),
            pair("/*M!50000 ", "*/"),
            pair("/*/", "*/"),
            pair("--", "\n"),
            pair("-- ", "\n"),
            pair("--", "\r"),
            pair("-- ", "\r"),
            pair("--\t", "\n"),
            pair("--\u00a0", "\n"),
            pair("--\u0001", "\n"),
            pair("-- ", "\u2028"),
            pair("-- ", "\u0085"),
            pair("-- ", "\f"),
            pair("#", "\n"),
            pair("//", "\n"),
            pair("//", "\r"),
            pair("$$", "$$"),
            pair("$a$", "$a$"),
            pair("$a$", "$A$"),
            pair("x$$", "$$"),
            pair("1$$", "$$"),
            pair("E'", "'"),
            pair("e'", "'"),
            pair("U&'", "'"),
            pair("N'", "'"),
            pair("B'", "'"),
            pair("_utf8'", "'"),
            pair("q'[", "]'"),
            pair("[", "]"),
            pair("{d '", "'}"),
            pair("{fn ", "}"),
            pair("{", "}"),
            pair("@'", "'"),
            pair("@\"", "\""),
            pair("\\'", "'"),
            pair("(", ")"));

    private static final List<String> INSIDE = List.of(
            ", " + READ,
            ", " + READ + " ",
            "," + READ + ",",
            "x',(SELECT v FROM u),'x",
            "*/,(SELECT v FROM u)/*",
            "\n,(SELECT v FROM u)",
            "'",
            "''",
            "\"",
            "\"\"",
            "`",
            "\\",
            "\\\\",
            "\\'",
            "*/",
            "/*",
            "//",
            "--",
            "#",
            "\n",
            "\r",
            "$$",
            "$a$",
            "x",
            "1",
            " ",
            "?",
            "today",
            ";",
            "; INSERT INTO w VALUES (1);",
            "}",
            "{",
            "]");

    private static final List<String> TAILS = List.of(
            " FROM t WHERE a = 1",
            " FROM t WHERE b = 'x' OR 1 = 1",
            " FROM t WHERE a IN (1, 2)",
            " FROM t ORDER BY 1",
            " FROM t, u",
            " FROM t;",
            " FROM t; INSERT INTO w VALUES (1)",
            " FROM t; SELECT v FROM u",
            " FROM t;;",
            " FROM t x",
            " FROM t AS \"x\"",
            " FROM t -- x",
            "\nFROM\tt");

    static final List<String> GAPS = List.of(
            " ",
            "\n",
            "\t",
            "\r",
            "\r\n",
            "\f",
            "\u000b",
            "\u00a0",
            "\u3000",
            "\u2003",
            "\u0085",
            "\u2028",
            "\ufeff",
            "\u200b",
            "\u001c",
            "\0",
            "\ud83d",
            ";",
            "/**/",
            "/* */",
            "-- \n",
            "--\n",
            "--x\n",
            "#\n",
            "//\n",
            "/*/**/*/",
            "/*+ x */");

    private final Random random;

    RandomTexts(Random random) {
        this.random = random;
    }

    String next() {
        StringBuilder text = new StringBuilder(random.nextInt(8) == 0 ? gap() : "").append("SELECT");
        int items = 1 + random.nextInt(3);
        for (int i = 0; i < items; i++) {
            text.append(i == 0 ? space() : random.nextInt(8) == 0 ? " " : ", ").append(item());
        }
        text.append(random.nextInt(3) == 0 ? any(TAILS) : " FROM t");
        if (random.nextInt(6) == 0) {
            text.append(quoted());
        }
        return random.nextInt(3) == 0 ? mutated(text.toString()) : text.toString();
    }

    /** A text that may mean the same: one place is another. */
    String mutated(String text) {
        int at = random.nextInt(text.length());
        char c = text.charAt(at);
        String before = text.substring(0, at);
        String after = text.substring(at + 1);
        return switch (random.nextInt(5)) {
            case 0 -> before + gap() + text.substring(at);
            case 1 -> c == ' ' ? before + gap() + after : before + c + gap() + after;
            case 2 -> before + after;
            case 3 -> before + flipped(c) + after;
            default -> before + any(INSIDE) + text.substring(at);
        };
    }

    private static char flipped(char c) {
        if (c == ' ' || c == '\n') {
            return c == ' ' ? '\n' : ' ';
        }
        return Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c);
    }

    private String item() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> any(ITEMS);
            case 2 -> any(WIDE_ITEMS);
            case 3 -> any(ITEMS) + any(GAPS) + any(ITEMS);
            default -> (random.nextInt(3) == 0 ? "" : "a") + quoted() + (random.nextInt(3) == 0 ? "a" : "");
        };
    }

    private String quoted() {
        String[] quotes = any(QUOTES);
        StringBuilder text = new StringBuilder(quotes[0]);
        for (int i = random.nextInt(4); i > 0; i--) {
            text.append(any(INSIDE));
        }
        return text.append(quotes[1]).toString();
    }

    private String space() {
        return random.nextInt(6) == 0 ? gap() : " ";
    }

    private String gap() {
        return any(GAPS);
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String[] pair(String open, String close) {
        return new String[] {open, close};
    }
}
