package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsedNamesTest {
    @Test
    void functionsAreNamedWhereverTheyAreCalled() {
        assertThat(names(
                                "SELECT lower(a), sum(x) OVER (ORDER BY abs(b)) FROM t JOIN generate_series(1, 2) g ON upper(c) = d")
                        .functions())
                .contains("lower", "sum", "abs", "generate_series", "upper")
                .doesNotContain("over", "a");
    }

    @Test
    void typesThatUsersMayHaveDefinedAreNamedToo() {
        assertThat(names("SELECT a::mood, CAST(b AS s.money_amount), c::int, point3d '1,2,3', DATE '2024-01-01' FROM t")
                        .functions())
                .contains("mood", "money_amount", "point3d")
                .doesNotContain("int", "date");
    }

    @Test
    void typesOfColumnsThatAFunctionGivesAreNamedToo() {
        for (String sql : List.of(
                "SELECT * FROM t, generate_series(1, 2) AS (x mood, y int)",
                "SELECT * FROM t, generate_series(1, 2) AS g(x mood, y int)",
                "SELECT * FROM t, xmltable('/a' PASSING b COLUMNS x mood PATH 'n', y int PATH 'm') AS g")) {
            assertThat(names(sql).functions()).as(sql).contains("mood").doesNotContain("g", "as", "t");
        }
    }

    @Test
    void whatStandsInFrontOfAStringIsATypeUnlessItIsSyntax() {
        assertThat(names("SELECT \"Mood\" 'x' FROM t WHERE a LIKE 'x' AND b = 'y'")
                        .functions())
                .contains("mood")
                .doesNotContain("like", "and");
    }

    @Test
    void inAPlainStatementAParameterIsAnOperator() {
        assertThat(names("SELECT a FROM t WHERE b = ?").operators()).contains("?");
    }

    @Test
    void aQualifiedColumnMayBeAFunction() {
        assertThat(names("SELECT t.full_name, (x).area, t.\"Size\" FROM t").functions())
                .contains("full_name", "area", "size")
                .doesNotContain("t", "x");
    }

    @Test
    void operatorsAreNamedAsTheServerSeesThem() {
        assertThat(names("SELECT a ?? 'k', b @> c, d=-1, e != f FROM t WHERE g LIKE 'x' AND h IN (1) AND i = ?")
                        .operators())
                .contains("?", "@>", "=", "-", "<>", "~~")
                .doesNotContain("=-", "??");
    }

    @Test
    void namesOfAWriteAreNamedToo() {
        StatementPlan plan = new StatementPlanner(Dialect.POSTGRESQL, 10).plan("UPDATE t SET a = lower(b) || c");

        assertThat(((StatementPlan.Write) plan).names()).satisfies(names -> {
            assertThat(names.functions()).contains("lower");
            assertThat(names.operators()).contains("||", "=");
        });
    }

    private static UsedNames names(String sql) {
        return ((StatementPlan.Read) new StatementPlanner(Dialect.POSTGRESQL, 10).plan(sql)).names();
    }
}
