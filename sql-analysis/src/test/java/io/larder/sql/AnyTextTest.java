package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No text makes the planner throw or hang, whatever it is. */
class AnyTextTest {
    private static final long SEED = 20260301L;

    private static final List<String> SOUP = List.of(
            "SELECT",
            "FROM",
            "WHERE",
            "WITH",
            "AS",
            "(",
            ")",
            "[",
            "]",
            ",",
            ";",
            ".",
            "*",
            "t",
            "u",
            "\"Q\"",
            "'s'",
            "$$",
            "$a$",
            "E'",
            "'",
            "\"",
            "`",
            "--",
            "/*",
            "*/",
            "/*+",
            "//",
            "#",
            "\n",
            " ",
            "?",
            "??",
            "::",
            ":",
            "1",
            "1.5e3",
            "JOIN",
            "ON",
            "USING",
            "UNION",
            "INSERT",
            "INTO",
            "VALUES",
            "UPDATE",
            "SET",
            "DELETE",
            "RETURNING",
            "FOR",
            "f(",
            "count(*)",
            "LATERAL",
            "DISTINCT",
            "IS",
            "NOT",
            "ORDER",
            "BY",
            "OVER",
            "TABLE",
            "EXPLAIN",
            "DECLARE",
            "BEGIN",
            "COMMIT",
            "PREPARED",
            "\\",
            "@",
            "=",
            "<>",
            "-",
            "\u00a0",
            "é",
            "\ud83d\ude00",
            "\ud83d",
            "\0",
            "{",
            "}",
            "CAST(",
            "RECURSIVE",
            "EXCEPT",
            "IN",
            "ROWS");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aSoupOfTokensIsPlanned(Dialect dialect) {
        within(() -> soups(5_000).forEach(TextProperties.of(dialect)::check));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void aStatementIsPlannedWholeTruncatedOrSpliced(Dialect dialect) {
        TextProperties properties = TextProperties.of(dialect);
        List<String> whole = PostgresPlansTest.statements();
        Random random = new Random(SEED);

        within(() -> {
            for (String line : whole) {
                String text = line.split(" ⇒ ")[0];
                String other = whole.get(random.nextInt(whole.size()));
                int cut = random.nextInt(text.length() + 1);
                properties.check(text);
                properties.check(text.substring(0, cut));
                properties.check(text.substring(0, cut) + other.substring(random.nextInt(other.length())));
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void deepNestingIsPlanned(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 100);

        within(() -> {
            for (int depth : new int[] {1, 10, 25, 30, 31, 100, 101, 10_000, 100_000}) {
                for (String[] form : new String[][] {
                    {"SELECT ", "(", "1", ")", " FROM t"},
                    {"SELECT * FROM t WHERE a = ", "abs(", "1", ")", ""},
                    {"SELECT * FROM ", "(SELECT * FROM ", "t", ") x", ""},
                    {"SELECT * FROM t WHERE ", "(a = 1 AND b IN (2) OR ", "c", ")", ""},
                    {"SELECT ", "CASE WHEN a THEN ", "1", " END", " FROM t"},
                    {"SELECT ", "NOT ", "a", "", " FROM t"},
                    {"SELECT ", "- ", "a", "", " FROM t"},
                    {"SELECT * FROM ", "t JOIN ", "u", " ON a = b", ""},
                    {"", "SELECT 1 FROM t UNION ", "SELECT 2", "", ""},
                    {"SELECT ", "/*", "x", "*/", " 1 FROM t"},
                    {"SELECT a", "[", "1", "]", " FROM t"}
                }) {
                    String text = form[0] + form[1].repeat(depth) + form[2] + form[3].repeat(depth) + form[4];
                    assertPlanned(planner, text);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void longTextsArePlanned(Dialect dialect) {
        StatementPlanner planner = new StatementPlanner(dialect, 100);
        int length = 200_000;

        within(() -> {
            for (String piece : new String[] {
                "(", "'", "a", "a ", "1,", "?,", "--", "/*", "''", "t,", "+", "\\", "?", "((a,b),", "a as "
            }) {
                String many = piece.repeat(length / piece.length());
                assertPlanned(planner, many);
                assertPlanned(planner, "SELECT * FROM t WHERE a IN (" + many + "1)");
                assertPlanned(planner, "SELECT cast(" + many + " a) FROM t");
            }
        });
    }

    private static void assertPlanned(StatementPlanner planner, String text) {
        StatementPlan plan = planner.plan(text);

        String reason = plan instanceof StatementPlan.Opaque opaque ? opaque.reason() : "";
        assertThat(reason)
                .as("seed %s: %s", SEED, text.substring(0, Math.min(500, text.length())))
                .doesNotStartWith(StatementPlanner.FAILURE);
    }

    private static void within(Runnable plans) {
        assertTimeoutPreemptively(Duration.ofSeconds(60), plans::run, "seed " + SEED);
    }

    private static List<String> soups(int count) {
        Random random = new Random(SEED);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            StringBuilder text = new StringBuilder(random.nextBoolean() ? "SELECT * FROM t " : "");
            int pieces = random.nextInt(25);
            for (int j = 0; j < pieces; j++) {
                text.append(SOUP.get(random.nextInt(SOUP.size()))).append(random.nextInt(3) == 0 ? "" : " ");
            }
            texts.add(text.toString());
        }
        return texts;
    }
}
