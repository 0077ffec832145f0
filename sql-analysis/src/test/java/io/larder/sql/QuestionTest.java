package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuestionTest {
    private static final String SAME_ANSWER = """
            POSTGRESQL | SELECT a FROM t | select  A\\n from T
            POSTGRESQL | SELECT a FROM t | SELECT a FROM t;
            POSTGRESQL | SELECT a FROM t | /*traceparent='00-1'*/ SELECT a FROM t
            POSTGRESQL | SELECT a FROM t | SELECT a FROM t -- trace 1
            POSTGRESQL | SELECT a FROM t | SELECT/* x /* y */ z */a FROM t
            POSTGRESQL | SELECT a.b FROM a | SELECT a . b FROM a
            POSTGRESQL | SELECT a=-1 FROM t | SELECT a = - 1 FROM t
            POSTGRESQL | SELECT 'a'\\n'b' FROM t | select 'a'\\n'b' from t
            POSTGRESQL | SELECT a FROM t WHERE b = {d '2024-02-29'} | SELECT a FROM t WHERE b={d  '2024-02-29' }
            H2 | SELECT a FROM t | SELECT  a // x\\n FROM t
            H2 | SELECT a FROM t | SELECT\u00a0a FROM t
            MARIADB | SELECT a FROM t | /*trace*/ SELECT a FROM t -- x
            """;

    private static final String OTHER_ANSWER = """
            POSTGRESQL | SELECT a FROM t | SELECT "A" FROM t
            POSTGRESQL | SELECT a FROM t | SELECT "a" FROM t
            POSTGRESQL | SELECT 'a' FROM t | SELECT 'A' FROM t
            POSTGRESQL | SELECT 1 FROM t | SELECT 1.0 FROM t
            POSTGRESQL | SELECT 'a' FROM t | SELECT E'a' FROM t
            POSTGRESQL | SELECT 'a'\\n'b' FROM t | SELECT 'a' 'b' FROM t
            POSTGRESQL | SELECT 'a'\\n'b' FROM t | SELECT 'a' /*\\n*/ 'b' FROM t
            POSTGRESQL | SELECT a @> b FROM t | SELECT a @ > b FROM t
            POSTGRESQL | SELECT a FROM t | /*+ SeqScan(t) */ SELECT a FROM t
            POSTGRESQL | SELECT a FROM t WHERE b = ? | SELECT a FROM t WHERE b = 1
            POSTGRESQL | SELECT a\u00a0FROM t | SELECT a FROM t
            POSTGRESQL | SELECT a FROM tÉ | SELECT a FROM té
            POSTGRESQL | SELECT $$a  b$$ FROM t | SELECT $$a b$$ FROM t
            POSTGRESQL | SELECT a b FROM t | SELECT ab FROM t
            POSTGRESQL | SELECT U&'a' FROM t | SELECT U & 'a' FROM t
            POSTGRESQL | SELECT {d '2024-02-29'} FROM t | SELECT date '2024-02-29' FROM t
            POSTGRESQL | SELECT {ts '2024-02-29'} FROM t | SELECT {ts '2024-02-28'} FROM t
            H2 | SELECT {ts '2024-02-29 00:00:00'} FROM t | SELECT timestamp '2024-02-29 00:00:00' FROM t
            H2 | SELECT Id FROM t | SELECT id FROM t
            H2 | SELECT "a" FROM t | SELECT `a` FROM t
            MARIADB | SELECT a+b FROM t | SELECT a + b FROM t
            MARIADB | SELECT a/*x*/+b FROM t | SELECT a+b FROM t
            MARIADB | SELECT A FROM t | SELECT a FROM t
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = SAME_ANSWER)
    void whatCannotChangeTheAnswerOrItsLabelsIsLeftOut(Dialect dialect, String one, String other) {
        assertThat(question(dialect, one)).isEqualTo(question(dialect, other));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = OTHER_ANSWER)
    void whatMayChangeTheAnswerOrItsLabelsIsKept(Dialect dialect, String one, String other) {
        assertThat(question(dialect, one)).isNotEqualTo(question(dialect, other));
    }

    @Test
    void aQuestionIsItsOwnQuestion() {
        String question = question(Dialect.POSTGRESQL, "SELECT a, 'x'\n  'y', b @> c FROM \"T\" -- z");

        assertThat(question(Dialect.POSTGRESQL, question)).isEqualTo(question);
    }

    @Test
    void parametersAreCountedOutsideQuotesAndComments() {
        StatementPlan plan = new StatementPlanner(Dialect.POSTGRESQL, 10)
                .plan("SELECT '?', \"?\", $$?$$, a ?? 'k' FROM t /* ? */ WHERE b IN (?, ?) AND c = ? -- ?");

        assertThat(((StatementPlan.Read) plan).parameterCount()).isEqualTo(3);
    }

    private static String question(Dialect dialect, String sql) {
        StatementPlan plan = new StatementPlanner(dialect, 10).plan(sql.replace("\\n", "\n"));
        return ((StatementPlan.Read) plan).question();
    }
}
