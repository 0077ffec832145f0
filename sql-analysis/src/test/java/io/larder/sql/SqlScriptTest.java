package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.SqlScript.Note;
import io.larder.sql.SqlScript.Statement;
import io.larder.sql.SqlScript.Value;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class SqlScriptTest {
    @ParameterizedTest
    @EnumSource(
            value = Dialect.class,
            names = {"POSTGRESQL", "H2", "MARIADB"})
    void aStatementEndsAtItsSemicolonAndNotAtOneInQuotesOrComments(Dialect dialect) {
        List<Statement> statements = SqlScript.read("""
                -- first; of two
                select 'a;b' /* ; */ from t;

                /* second */
                select 2
                """, dialect);
        assertThat(statements).extracting(Statement::sql).containsExactly("select 'a;b' /* ; */ from t", "select 2");
        assertThat(statements).extracting(Statement::line).containsExactly(2, 5);
        assertThat(statements.get(0).notes()).containsExactly(new Note(1, "first; of two"));
        assertThat(statements.get(1).notes()).containsExactly(new Note(4, "second"));
    }

    @Test
    void aLiteralWithAMarkIsAParameter() {
        Statement statement = SqlScript.read(
                        "select * from t where a = 42 /*?:bigint*/ and b = 'x''y'/*?*/ and c = 7", Dialect.H2)
                .get(0);
        assertThat(statement.sql()).isEqualTo("select * from t where a = ? and b = ? and c = 7");
        assertThat(statement.parameters()).containsExactly(new Value("42", "bigint"), new Value("'x''y'", ""));
    }

    @Test
    void aSignATruthAndNullCanBeParameters() {
        Statement statement = SqlScript.read(
                        "select -1 from t where a > -5 /*?*/ and b = true /*?*/ and c = null /*?:null date*/ and d = ?",
                        Dialect.POSTGRESQL)
                .get(0);
        assertThat(statement.sql()).isEqualTo("select -1 from t where a > ? and b = ? and c = ? and d = ?");
        assertThat(statement.parameters())
                .containsExactly(
                        new Value("-5", ""), new Value("true", ""), new Value("null", "null date"), new Value("?", ""));
    }

    @Test
    void whatIsNotUnderstoodLeavesTheNextStatementAlone() {
        List<Statement> statements = SqlScript.read("select 1;\nselect 'open;\nselect 3;\n", Dialect.H2);
        assertThat(statements).hasSize(3);
        assertThat(statements.get(1).trouble()).contains("an unterminated string");
        assertThat(statements.get(1).line()).isEqualTo(2);
        assertThat(statements.get(2).sql()).isEqualTo("select 3");
        assertThat(statements.get(2).line()).isEqualTo(3);
    }

    @Test
    void commentsAloneAreNoStatement() {
        assertThat(SqlScript.read("-- nothing\n;\n/* at all */", Dialect.POSTGRESQL))
                .isEmpty();
        assertThat(SqlScript.read("", Dialect.POSTGRESQL)).isEmpty();
    }

    @Test
    void parametersAreWrittenWhereTheyStand() {
        String sql = SqlScript.withParameters(
                "select '?' from t where a=? and b ?? c and d = ?", Dialect.POSTGRESQL, List.of("1 /*?*/", "2 /*?*/"));
        assertThat(sql).isEqualTo("select '?' from t where a=1 /*?*/ and b ?? c and d = 2 /*?*/");
        assertThat(SqlScript.read(sql, Dialect.POSTGRESQL).get(0).sql())
                .isEqualTo("select '?' from t where a=? and b ?? c and d = ?");
    }
}
