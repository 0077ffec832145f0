package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.StatementPlan.Opaque;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommitsTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 100);

    @ParameterizedTest
    @CsvSource(
            delimiterString = "⇒",
            value = {
                "SELECT f() ⇒ NEVER",
                "(SELECT f()) ⇒ NEVER",
                "WITH d AS (DELETE FROM t RETURNING *) SELECT * FROM d ⇒ NEVER",
                "INSERT INTO t VALUES (f()) ⇒ NEVER",
                "EXPLAIN ANALYZE DELETE FROM t ⇒ NEVER",
                "EXECUTE p ⇒ NEVER",
                "MERGE INTO t USING u ON f() WHEN MATCHED THEN DELETE ⇒ NEVER",
                "CALL p() ⇒ UNLESS_IN_TRANSACTION",
                "DO $$BEGIN COMMIT; END$$ ⇒ UNLESS_IN_TRANSACTION",
                "FETCH 10 FROM c ⇒ UNLESS_IN_TRANSACTION",
                "SELECT f(); COMMIT ⇒ MAYBE",
                "COMMIT; SELECT f() ⇒ MAYBE",
                "SELECT 'a ⇒ MAYBE",
                "CREATE TABLE t (a int) ⇒ MAYBE",
                "VACUUM t ⇒ MAYBE",
                "'{call p()}' ⇒ MAYBE"
            })
    void theTextAloneSaysWhetherItMayCommit(String sql, Opaque.Commits commits) {
        assertThat(planner.plan(sql))
                .isInstanceOfSatisfying(
                        Opaque.class, opaque -> assertThat(opaque.commits()).isEqualTo(commits));
    }
}
