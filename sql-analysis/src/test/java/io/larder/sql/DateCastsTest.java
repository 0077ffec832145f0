package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.StatementPlan.Read;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A text that is cast to a date may be the word for a day by the clock. */
class DateCastsTest {
    private final StatementPlanner planner = new StatementPlanner(Dialect.POSTGRESQL, 1_000);

    /** Lines of {@code expression ⇒ columns}: those that must be no texts, or {@code clock} if it cannot be kept at all. */
    static List<String> expressions() {
        return """
                '2024-01-01'::date ⇒
                ?::date ⇒
                NULL::date ⇒
                CAST('2024-01-01' AS date) ⇒
                CAST(? AS timestamp) ⇒
                CAST(date '2024-01-01' AS timestamp) ⇒
                CAST(NULL AS date) ⇒
                a::date ⇒ a
                t.a::date ⇒ a
                "A"::date ⇒ a
                s.t.a::timestamptz ⇒ a
                CAST(a AS date) ⇒ a
                CAST(t.a AS time) ⇒ a
                (a)::date ⇒ a
                ((t.a))::date ⇒ a
                date(a) ⇒ a
                date((a)) ⇒ a
                date(?) ⇒
                max(a)::date ⇒ a
                min(t.a)::date ⇒ a
                CAST(max(a) AS date) ⇒ a
                date_trunc('day', a)::date ⇒
                make_date(a, b, c)::timestamp ⇒
                (a AT TIME ZONE 'UTC')::date ⇒
                a::timestamp::date ⇒ a
                (a::timestamp)::date ⇒ a
                date(a::timestamp) ⇒ a
                a::text ⇒
                (a || b)::text ⇒
                lower(a)::varchar ⇒
                CAST(a || b AS varchar(3)) ⇒
                a ->> 'd'::text ⇒
                a + b::date ⇒ b
                a::daterange ⇒ a
                (a || b)::date ⇒ clock
                (a || b)::daterange ⇒ clock
                lower(a)::date ⇒ clock
                CAST(a || b AS date) ⇒ clock
                CAST(lower(a) AS timestamp) ⇒ clock
                CAST((a || b) AS tsrange) ⇒ clock
                date(lower(a)) ⇒ clock
                date(a || b) ⇒ clock
                max(lower(a))::date ⇒ clock
                coalesce(a, b)::date ⇒ clock
                (CASE WHEN a THEN b END)::date ⇒ clock
                CASE WHEN a THEN b END::date ⇒ clock
                (a ->> 'd')::date ⇒ clock
                a[1]::date ⇒ clock
                (a AT TIME ZONE b)::date ⇒ clock
                (lower(a) AT TIME ZONE 'UTC')::date ⇒ clock
                lower(a)::timestamp::date ⇒ clock
                lower(a)::mood ⇒ clock
                a::mood ⇒ a
                (a, b)::mood ⇒ clock
                CAST(a COLLATE "C" AS date) ⇒ clock
                (SELECT 'x')::date ⇒
                json_value(a, '$.d' RETURNING date) ⇒ clock
                age(a) ⇒ clock
                age(abs(a, b)) ⇒ clock
                age(a, b) ⇒
                extract(year FROM a::date) ⇒ a
                ('x' || a)::date || 'y' ⇒ clock
                trim(a)::date ⇒ clock
                pg_catalog.max(a)::date ⇒ clock
                make_date()::date ⇒ clock
                json_array_length(a) ⇒
                xmltable('/a' PASSING b) ⇒ clock
                a IN ('x')::date ⇒""".lines().toList();
    }

    @Test
    void aCastIsHarmlessOrDependsOnColumnsOrOnTheClock() {
        assertThat(Lines.wrong(expressions(), this::cast)).isEmpty();
    }

    private String cast(String line) {
        String expression = line.split(" ⇒", -1)[0];
        return (expression + " ⇒ " + casts("SELECT " + expression + " FROM t")).stripTrailing();
    }

    /** Where a name may be another thing than a column of a table, nobody can look its type up. */
    @ParameterizedTest
    @MethodSource("renamings")
    void columnsThatGetTheirNamesInTheQueryDependOnTheClock(String sql) {
        assertThat(casts(sql)).isEqualTo("clock");
    }

    static List<String> renamings() {
        return List.of(
                "SELECT a::date FROM (SELECT b AS a FROM t) x",
                "SELECT a::date FROM (VALUES ('today')) x, t",
                "SELECT a::date FROM t AS x(a)",
                "SELECT a::date FROM t x(a)",
                "SELECT a::date FROM t, generate_series(1, 2) AS a",
                "SELECT x.age FROM t AS x(age)",
                "WITH q AS (SELECT b AS a FROM t) SELECT a::date FROM q");
    }

    private String casts(String sql) {
        if (!(planner.plan(sql) instanceof Read read)) {
            return "no query";
        }
        return read.notCacheable().isPresent()
                ? "clock"
                : read.names().castColumns().stream().sorted().collect(Collectors.joining(","));
    }
}
