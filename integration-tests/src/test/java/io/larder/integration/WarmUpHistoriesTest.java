package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.warmup.WarmProgress;
import io.larder.jdbc.warmup.WarmReport;
import io.larder.jdbc.warmup.WarmUps;
import io.larder.sql.BypassReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a script has loaded, the application's own statements find. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class WarmUpHistoriesTest extends Histories {
    private static final String BY_ID = "select name from item where id = ?";
    private static final String ITEM_1 = "select name from item where id = 1 /*?:int*/;\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    WarmUpHistoriesTest(TestDatabase database) {
        super(database);
    }

    private Path script(String text) throws IOException {
        return Files.writeString(folder.resolve("warm.sql"), text);
    }

    private WarmReport warm(String script) throws SQLException, IOException {
        return WarmUps.run(
                () -> DriverManager.getConnection(larderUrl()),
                script(script).toString(),
                2,
                10_000,
                WarmProgress.NONE);
    }

    /** In how many forms the driver hands over one answer. */
    private int forms() {
        return database == TestDatabase.POSTGRESQL ? 2 : 1;
    }

    @Test
    void theApplicationsOwnStatementFindsWhatWasLoaded() throws Exception {
        WarmReport report = warm(ITEM_1);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.loaded()).as("%s", report).isEqualTo(forms());
        assertThat(hitsOfTwelve(1)).isEqualTo(database == TestDatabase.POSTGRESQL ? 11 : 12);
        // On PostgreSQL the first execution in binary of each connection names the text on the server.
        assertThat(warm(ITEM_1).alreadyThere()).isEqualTo(1);
    }

    /** The execution that names the text on the server reaches it: pgjdbc's fifth. */
    private long hitsOfTwelve(int id) throws SQLException {
        long before = alice.cache().hits();
        try (PreparedStatement statement = alice.connection.prepareStatement(BY_ID)) {
            for (int i = 0; i < 12; i++) {
                statement.setInt(1, id);
                try (ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getString(1)).isEqualTo("apple");
                }
            }
        }
        return alice.cache().hits() - before;
    }

    @Test
    void theSameNumberBoundOtherwiseIsAnotherQuestion() throws Exception {
        warm(ITEM_1);
        alice.answered(BY_ID, 1L);
    }

    @Test
    void eachRowOfAQueryIsAsked() throws Exception {
        truth.run("insert into item values (3, 'fig')");
        WarmReport report = warm("""
                -- larder: name=items parallel=2
                -- larder: foreach select id from item where id <> 2
                """ + ITEM_1);
        assertThat(report.troubles()).isEmpty();
        assertThat(report.loaded()).isEqualTo(2L * forms());
        try (PreparedStatement statement = alice.connection.prepareStatement(BY_ID)) {
            long before = alice.cache().hits();
            for (int id : new int[] {1, 3}) {
                statement.setInt(1, id);
                statement.executeQuery().close();
            }
            assertThat(alice.cache().hits()).isEqualTo(before + 2);
            statement.setInt(1, 2);
            statement.executeQuery().close();
            assertThat(alice.cache().hits()).isEqualTo(before + 2);
        }
    }

    @Test
    void whatIsWrongIsSaidWithItsLineAndTheRestIsLoaded() throws Exception {
        WarmReport report = warm("""
                select nothing from nowhere;
                delete from item;
                select count(*), current_timestamp from item;
                -- larder: foreach select id, name from item
                select name from item where id = 1 /*?:int*/;
                -- larder: foreach delete from item
                select name from item where id = 1 /*?:int*/;
                select nothing from nowhere;
                """ + ITEM_1);
        assertThat(report.troubles()).extracting(WarmReport.Trouble::line).containsExactly(1, 2, 5, 7, 8);
        assertThat(report.toString())
                .contains("warm.sql:2: not run: a warm-up only asks queries, and sets settings")
                .contains("warm.sql:5: foreach gives 2 columns for 1 parameters");
        assertThat(report.lines().get(1).refused()).isEqualTo(Map.of(BypassReason.VOLATILE_FUNCTION, 1L));
        assertThat(report.loaded()).as("%s", report).isEqualTo(forms());
        assertThat(truth.ask("select count(*) from item")).containsExactly("2");
    }
}
