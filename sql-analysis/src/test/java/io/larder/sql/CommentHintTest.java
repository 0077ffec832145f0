package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.StatementPlan.Read;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a comment says to Larder. */
final class CommentHintTest {
    private static final String TEXTS = """
            POSTGRESQL | select a from t                                       |
            POSTGRESQL | /* larder: ttl=30s */ select a from t                 | ttl=30s
            POSTGRESQL | /*larder:off*/select a from t                         | off
            POSTGRESQL | select a from t -- larder: tag=report                 | tag=report
            POSTGRESQL | /* Larder: off */ select /* LARDER: tag=x */ a from t | off tag=x
            POSTGRESQL | select a from t /* larder: a /* b */ */;              | a /* b */
            POSTGRESQL | /* not larder: off */ select a from t                 |
            POSTGRESQL | /*+ larder: off */ select a from t                    |
            POSTGRESQL | select '/* larder: off */' from t                     |
            POSTGRESQL | select a from t where b = {d '2024-02-29'}            |
            H2         | select a from t // larder: off                        | off
            MARIADB    | select a from t # larder: off                         | off
            MARIADB    | select a from t -- larder: off                        | off
            """;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', emptyValue = "", textBlock = TEXTS)
    void aCommentThatBeginsWithItsNameIsMeantForLarder(Dialect dialect, String sql, String hint) {
        StatementPlan plan = new StatementPlanner(dialect, 10).plan(sql);

        assertThat(plan).isInstanceOf(Read.class);
        assertThat(((Read) plan).hint()).isEqualTo(hint == null ? "" : hint);
    }
}
