package io.larder.jdbc.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.warmup.WarmReport.Trouble;
import io.larder.jdbc.warmup.WarmScript.Statement;
import io.larder.jdbc.warmup.WarmScript.Written;
import io.larder.sql.Dialect;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class WarmScriptTest {
    private static WarmScript read(String text) {
        return WarmScript.read(new ScriptSource("warm.sql", text), Dialect.POSTGRESQL);
    }

    @Test
    void commentsTellWhatAnSqlToolNeedNotKnow() {
        Statement statement = read("""
                -- The front page.
                -- larder: name=hot-users ttl=5m every=10m parallel=4 maxRows=20
                /* larder: foreach SELECT id, region
                   FROM users WHERE seen > now() - interval '1 day'; */
                SELECT * FROM users WHERE id = 42 /*?:bigint*/ AND region = 'x' /*?*/;
                """).statements().get(0);
        assertThat(statement.title()).isEqualTo("hot-users");
        assertThat(statement.directives().ttl()).contains(Duration.ofMinutes(5));
        assertThat(statement.directives().every()).contains(Duration.ofMinutes(10));
        assertThat(statement.directives().parallel()).contains(4);
        assertThat(statement.directives().maxRows()).isEqualTo(20);
        assertThat(statement.directives().foreach().orElseThrow())
                .startsWith("SELECT id, region")
                .endsWith("interval '1 day'");
        assertThat(statement.sql()).isEqualTo("SELECT * FROM users WHERE id = ? AND region = ?");
        assertThat(statement.parameters()).extracting(Written::given).containsOnly(false);
        assertThat(statement.parameters().get(0).form()).contains(ParameterForm.BySetter.BIGINT);
        assertThat(statement.parameters().get(1).form()).isEmpty();
    }

    @Test
    void aValueIsReadAsTheTypeBehindItSays() {
        List<Written> parameters = read("""
                select * from t where a in (1 /*?*/, -12345678901 /*?*/, 'it''s' /*?*/, 1 /*?:long*/, 1.50 /*?*/,
                  true /*?*/, '2026-01-02 03:04:05.6' /*?:timestamp*/, 7 /*?:object Long bigint*/,
                  'c0ffee00-0000-4000-8000-000000000001' /*?:uuid*/, NULL /*?:null varchar*/, NULL /*?:varchar*/,
                  '' /*?:varchar base64:YQpiXA==*/)""").statements().get(0).parameters();
        assertThat(parameters)
                .extracting(Written::value)
                .containsExactly(
                        1,
                        -12345678901L,
                        "it's",
                        1L,
                        new BigDecimal("1.50"),
                        true,
                        Timestamp.valueOf("2026-01-02 03:04:05.6"),
                        7L,
                        UUID.fromString("c0ffee00-0000-4000-8000-000000000001"),
                        null,
                        null,
                        "a\nb\\");
        assertThat(parameters)
                .extracting(parameter -> parameter.form().orElseThrow().words())
                .containsExactly(
                        "integer",
                        "bigint",
                        "varchar",
                        "bigint",
                        "numeric",
                        "boolean",
                        "timestamp",
                        "object Long bigint",
                        "object UUID",
                        "null varchar",
                        "varchar",
                        "varchar");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-- larder: evry=5m                     | evry",
                "-- larder: every=5                     | every wants a duration",
                "-- larder: ttl=366d                    | ttl wants a duration",
                "-- larder: parallel=many               | parallel wants a number",
                "-- larder: foreach                     | foreach wants one query",
            })
    void aSlipIsSaidWithItsLine(String comment, String said) {
        WarmScript script = read("select 1 from t;\n\n" + comment.strip() + "\nselect 2 from t;\nselect 3 from t;");
        assertThat(script.statements()).hasSize(2);
        assertThat(script.trouble()).singleElement().satisfies(trouble -> {
            assertThat(trouble.line()).isEqualTo(3);
            assertThat(trouble.message()).contains(said.strip());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "? /*?:bigint*/", "'x' /*?:bigint*/", "1 /*?:bigbig*/", "'a\\b' /*?*/", "E'x' /*?*/"})
    void aParameterWithoutAValueOrWithAWrongOneIsSaid(String parameter) {
        WarmScript script = read("select 1 from t;\nselect * from t where a = " + parameter);
        assertThat(script.statements()).hasSize(1);
        assertThat(script.trouble()).extracting(Trouble::line).containsExactly(2);
        assertThat(script.trouble().get(0).message()).startsWith("parameter 1: ");
    }
}
