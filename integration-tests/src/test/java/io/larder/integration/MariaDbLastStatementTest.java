package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session of MariaDB says of its latest statement is of the application's, not of a look at the schema. */
class MariaDbLastStatementTest extends Histories {
    private static final String WARNS = "select cast('x' as signed)";

    MariaDbLastStatementTest() {
        super(TestDatabase.MARIADB);
    }

    private void sameAsBare(String before, String then, String asked) throws Exception {
        Client carol = client("larder.privilegeTtl", "1s");
        carol.ask(ITEMS);
        for (Client client : List.of(truth, carol)) {
            client.run(before);
            long end = System.nanoTime() + 600_000_000;
            Meanwhile.until("the look is old", () -> System.nanoTime() > end);
            if (!then.isEmpty()) {
                client.run(then);
            }
        }
        assertThat(carol.ask(asked)).isEqualTo(truth.ask(asked));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"select @@warning_count", "select @@session.warning_count, @@error_count", "select found_rows()"
            })
    void itsWarningsAreCounted(String asked) throws Exception {
        sameAsBare(WARNS, "", asked);
    }

    @Test
    void aWriteLeavesTheRowsThatWereFound() throws Exception {
        sameAsBare(
                "select sql_calc_found_rows id from item limit 1",
                "update item set name = 'plum' where id = 1",
                "select found_rows()");
    }
}
