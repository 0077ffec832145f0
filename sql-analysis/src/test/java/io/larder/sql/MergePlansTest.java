package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MergePlansTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 1_000);

    /** Lines of {@code statement ⇒ plan}. */
    static List<String> statements() {
        return """
                MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE ⇒ write ANY t reads u
                MERGE INTO ONLY s.t AS x USING (SELECT * FROM u JOIN v USING (id)) y ON y.id = x.id AND y.a IN (SELECT a FROM w) WHEN MATCHED AND y.b > 1 THEN UPDATE SET a = 1, (b, c) = (SELECT d, e FROM z), f = y.f WHEN NOT MATCHED THEN INSERT (id, a) OVERRIDING SYSTEM VALUE VALUES (y.id, lower(y.a)) WHEN MATCHED THEN DO NOTHING ⇒ write ANY t reads u,v,w,z
                MERGE INTO t USING u ON true WHEN MATCHED THEN UPDATE SET a = f() ⇒ opaque
                MERGE INTO t USING u ON CASE WHEN t.a THEN true END WHEN MATCHED THEN DELETE ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE RETURNING merge_action() ⇒ opaque
                MERGE INTO t USING (DELETE FROM u RETURNING *) d ON true WHEN MATCHED THEN DELETE ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE FROM v ⇒ opaque
                MERGE INTO t (a) KEY (a) VALUES (1) ⇒ opaque
                MERGE t USING u ON true WHEN MATCHED THEN DELETE ⇒ opaque
                MERGE INTO (t) USING u ON true WHEN MATCHED THEN DELETE ⇒ opaque
                MERGE INTO t x ON true WHEN MATCHED THEN DELETE ⇒ opaque
                MERGE INTO t USING u ON true ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED AND u.a IN (SELECT a FROM v) THEN DELETE ⇒ write ANY t reads u,v
                MERGE INTO t USING u ON true WHEN MATCHED AND (CASE WHEN t.a THEN true END) THEN DELETE ⇒ write ANY t reads u
                MERGE INTO t USING u ON true WHEN MATCHED THEN DELETE RETURNING t.a ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN UPDATE a = 1 ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN UPSERT ⇒ opaque
                MERGE INTO t USING u ON true WHEN MATCHED THEN DO SOMETHING ⇒ opaque
                MERGE INTO t USING u ON true WHEN NOT MATCHED THEN INSERT VALUES ((SELECT a FROM v)) ⇒ write ANY t reads u,v
                MERGE INTO t USING u ON true WHEN NOT MATCHED THEN INSERT (a) VALUES (f()) ⇒ opaque
                MERGE INTO t USING u ON true WHEN NOT MATCHED THEN INSERT (a) DEFAULT VALUES ⇒ write ANY t reads u
                MERGE INTO t USING u ON true WHEN NOT MATCHED THEN INSERT OVERRIDING USER VALUE VALUES (1) ⇒ write ANY t reads u
                MERGE INTO t USING u ON true WHEN NOT MATCHED THEN INSERT (a) SELECT a FROM v ⇒ opaque""".lines().toList();
    }

    @Test
    void aMergeWritesItsTargetAndReadsWhatItsClausesName() {
        assertThat(Lines.wrong(statements(), this::planned)).isEmpty();
    }

    private String planned(String line) {
        String text = line.split(" ⇒ ", -1)[0];
        return text + " ⇒ " + PlanSummary.of(planner.plan(text));
    }
}
