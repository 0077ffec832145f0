package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What PostgreSQL is sent by a session that only observes what a cache would do. */
final class ObservedTextsTest extends Histories {
    @SuppressWarnings("NullAway.Init") // Set before each test.
    ObservedTextsTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void theDatabaseIsSentWhatTheBareDriverSends() throws SQLException {
        Client carol = client("larder.mode", "observe");
        carol.ask("select count(*) from item");

        List<String> observed = sentBy(carol);

        assertThat(observed).isEqualTo(sentBy(truth));
        assertThat(carol.cache().trials().observedHits()).isPositive();
    }

    private static List<String> sentBy(Client client) throws SQLException {
        try (SentTexts texts = new SentTexts()) {
            for (int i = 0; i < 3; i++) {
                client.ask(ITEMS);
                client.ask("select name from item where id = ?", 1);
            }
            client.begin();
            client.ask(ITEMS);
            client.run("update item set name = 'plum' where id = 1");
            client.ask(ITEMS);
            client.commit();
            client.run("set search_path to public, pg_catalog");
            client.ask(ITEMS);
            client.ask(ITEMS);
            client.rollback();
            client.connection.setAutoCommit(true);
            return texts.stream().toList();
        }
    }
}
