package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.warmup.WarmProgress;
import io.larder.jdbc.warmup.WarmReport;
import io.larder.jdbc.warmup.WarmUps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script in docs/warm-up.md, in a shop like the one that it is about. */
final class WarmUpPageTest extends Histories {
    @SuppressWarnings("NullAway.Init") // Set before each test.
    WarmUpPageTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Override
    List<String> schema() {
        return List.of(
                "create schema shop",
                "create table shop.product (id int, name text, price numeric, featured boolean, rank int)",
                "insert into shop.product values (1, 'quince', 0.50, true, 1)",
                "create table shop.users (id bigint, last_seen timestamptz)",
                "insert into shop.users values (41, now()), (42, now()), (43, now() - interval '2 days')",
                "create table shop.greeting (language text, region text, text text)",
                "insert into shop.greeting values ('en', null, 'hello')");
    }

    @Test
    void itsScriptIsRunAndTheApplicationFindsWhatItHasLoaded(@TempDir Path folder) throws SQLException, IOException {
        String page = Files.readString(Path.of("..", "docs", "warm-up.md"));
        Path script = Files.writeString(
                folder.resolve("warm.sql"), page.split("```sql\n")[1].split("```")[0]);

        WarmReport report = WarmUps.run(
                () -> DriverManager.getConnection(larderUrl()), script.toString(), 2, 10_000, WarmProgress.NONE);

        assertThat(report.troubles()).isEmpty();
        assertThat(report.lines())
                .extracting(WarmReport.Line::name)
                .containsExactly("front-page", "hot-users", "greeting");
        alice.run("set search_path to shop");
        alice.served("SELECT id, name, price FROM product WHERE featured ORDER BY rank");
        assertThat(hitsOfUsers(41, 42)).isEqualTo(2);
        assertThat(hitsOfUsers(43)).isZero();
    }

    private long hitsOfUsers(long... ids) throws SQLException {
        long before = alice.cache().hits();
        try (PreparedStatement statement = alice.connection.prepareStatement("select * from users where id = ?")) {
            for (long id : ids) {
                statement.setLong(1, id);
                statement.executeQuery().close();
            }
        }
        return alice.cache().hits() - before;
    }
}
