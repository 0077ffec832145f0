package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatementPlannerTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 100);

    @Test
    void theSameTextHasTheSamePlan() {
        assertThat(planner.plan("SELECT a FROM t")).isSameAs(planner.plan("SELECT a FROM t"));
    }

    @Test
    void noMoreTextsAreRememberedThanWasSaid() {
        for (int i = 0; i < 1_000; i++) {
            planner.plan("SELECT a" + i + " FROM t");
        }

        assertThat(planner.remembered()).isLessThanOrEqualTo(200);
    }

    @Test
    void textsThatDifferInLiteralsShareATemplate() {
        for (int i = 0; i < 50; i++) {
            planner.plan("SELECT a FROM t WHERE b = " + i + " AND c = 'x" + i + "'");
        }

        assertThat(planner.remembered()).isEqualTo(51);
    }

    @Test
    void listsOfAnyLengthAndRowsOfAnyNumberShareATemplate() {
        for (int i = 5; i < 15; i++) {
            planner.plan("SELECT a FROM t WHERE b IN (" + "?, ".repeat(i) + "?)");
            planner.plan("INSERT INTO t VALUES " + "(?, 1), ".repeat(i) + "(?, 1)");
        }

        assertThat(planner.remembered()).isEqualTo(22);
    }

    @Test
    void aQueryKnowsItsTemplateWhichShowsNoLiteral() {
        StatementPlan.Read one = (StatementPlan.Read) planner.plan("SELECT a FROM t WHERE b = 17 AND c = 'secret'");
        StatementPlan.Read other = (StatementPlan.Read) planner.plan("SELECT a  FROM t WHERE b = 1 /* x */ AND c = ''");
        StatementPlan.Read another = (StatementPlan.Read) planner.plan("SELECT a FROM t WHERE b = c AND c = 'secret'");

        assertThat(one.template()).isEqualTo(other.template()).isNotEqualTo(another.template());
        assertThat(one.template()).doesNotContain("17", "secret");
        assertThat(one.question()).isNotEqualTo(other.question());
    }

    @Test
    void aTemplateDoesNotDecideAboutItsLiterals() {
        planner.plan("SELECT a FROM t WHERE b = 'x'");

        assertThat(PlanSummary.of(planner.plan("SELECT a FROM t WHERE b = 'today'")))
                .endsWith("RELATIVE_DATE_LITERAL");
        assertThat(PlanSummary.of(planner.plan("SELECT a FROM t WHERE b = 'y'")))
                .isEqualTo("read t");
    }

    @Test
    void aHugeTextIsPlannedButNotRemembered() {
        String list = IntStream.range(0, 30_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        String sql = "SELECT a FROM t WHERE b IN (" + list + ")";

        assertThat(PlanSummary.of(planner.plan(sql))).isEqualTo("read t");
        assertThat(planner.remembered()).isZero();
    }

    @Test
    void aTextOfMoreThanAMillionCharactersIsNotRead() {
        assertThat(planner.plan("SELECT 1" + " ".repeat(StatementPlanner.LONGEST_READ)))
                .isInstanceOf(StatementPlan.Opaque.class);
    }

    @Test
    void aTextThatSomeServersReadOnlyInPartIsNotRead() {
        assertThat(planner.plan("SELECT a /* \0 */ FROM t")).isInstanceOf(StatementPlan.Opaque.class);
    }

    /** A setting of H2 makes them two names, of which one hides no table of the other's. */
    @Test
    void aTemplateTellsTheLetterCaseOfNamesWhereTheDatabaseMay() {
        StatementPlanner h2 = new StatementPlanner(Dialect.H2, 100);

        assertThat(PlanSummary.of(h2.plan("WITH t AS (SELECT * FROM u) SELECT * FROM t")))
                .isEqualTo("read u");
        assertThat(PlanSummary.of(h2.plan("WITH T AS (SELECT * FROM u) SELECT * FROM t")))
                .isEqualTo("read t,u");
    }
}
