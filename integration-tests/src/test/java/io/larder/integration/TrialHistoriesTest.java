package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.TrialFigures;
import io.larder.sql.BypassReason;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Sessions that only observe what a cache would do, and others that check what it does. */
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "H2"})
final class TrialHistoriesTest extends Histories {
    private static final String CHANGE = "update item set name = '%s' where id = 1";

    @SuppressWarnings("NullAway.Init") // Set before each test.
    TrialHistoriesTest(TestDatabase database) {
        super(database);
    }

    @Override
    List<String> schema() {
        return List.of("create table stock (item int primary key, pieces int)");
    }

    private Client observer() throws SQLException {
        return client("larder.mode", "observe");
    }

    private Client checker() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("larder.verify", "100%");
        return closedAtTheEnd(new Client(DriverManager.getConnection(larderUrl(), properties)));
    }

    private static TrialFigures trials(Client client) throws SQLException {
        return client.cache().trials();
    }

    @Test
    void whatWouldBeServedIsCountedAndAskedAllTheSame() throws SQLException {
        Client carol = observer();
        carol.ask(ITEMS);
        assertThat(trials(carol).observedHits()).isZero();
        truth.run(CHANGE.formatted("plum"));
        assertThat(carol.ask(ITEMS)).contains("1|plum");
        assertThat(carol.ask("select name from item where id = ?", 1)).containsExactly("plum");

        CacheStatistics counted = carol.cache();
        assertThat(counted.trials().observedHits()).isEqualTo(1);
        assertThat(counted.trials().observedNanos()).isPositive();
        assertThat(counted.misses()).isEqualTo(2);
        assertThat(counted.hits() + counted.stores() + counted.entries()).isZero();
        assertThat(counted.observedHitRate()).isEqualTo(1.0 / 3);
    }

    @Test
    void aWriteOutdatesWhatIsObserved() throws SQLException {
        Client carol = observer();
        Client dave = observer();
        carol.ask(ITEMS);
        dave.run(CHANGE.formatted("plum"));
        carol.ask(ITEMS);
        assertThat(trials(carol).observedHits()).isZero();
        dave.run("insert into stock values (1, 1)");
        dave.ask(ITEMS);
        assertThat(trials(carol).observedHits()).isEqualTo(1);
    }

    @Test
    void aSessionThatHasChangedItsSettingsIsReadAgainBetweenTransactions() throws SQLException {
        Client carol = observer();
        carol.run("create table basket (id int)");
        carol.ask(ITEMS);
        carol.ask(ITEMS);
        assertThat(trials(carol).observedHits()).isEqualTo(1);
    }

    @Test
    void whatWouldNotBeServedIsNotCounted() throws SQLException {
        Client carol = observer();
        carol.ask(ITEMS);
        carol.begin();
        carol.run(CHANGE.formatted("plum"));
        carol.ask(ITEMS);
        carol.rollback();
        carol.connection.setAutoCommit(true);
        carol.ask("/* larder: off */ " + ITEMS);
        carol.ask("select id, current_timestamp from item");
        carol.ask("select item, current_timestamp from stock");

        assertThat(trials(carol).observedHits()).isZero();
        assertThat(carol.bypassed(BypassReason.TRANSACTION_HAS_WRITTEN)).isEqualTo(1);
        assertThat(carol.bypassed(BypassReason.NOT_WANTED)).isEqualTo(1);
        assertThat(carol.bypassed(BypassReason.VOLATILE_FUNCTION)).isEqualTo(2);
        assertThat(Told.row(carol, "show larder tables", "table", "stock"::equals))
                .containsEntry("bypasses", "1");
    }

    @Test
    void whoObservesInvalidatesForThoseWhoAreServed() throws SQLException {
        Client carol = observer();
        alice.warm(ITEMS);
        carol.answered(ITEMS);
        carol.run(CHANGE.formatted("plum"));
        assertThat(alice.answered(ITEMS)).contains("1|plum");
    }

    @Test
    void anAnswerThatIsStillTheDatabasesIsCountedAsThat() throws SQLException {
        Client carol = checker();
        carol.answered(ITEMS);
        assertThat(trials(carol)).isEqualTo(TrialFigures.NONE);
        carol.answered(ITEMS);
        carol.answered(ITEMS);
        assertThat(trials(carol)).isEqualTo(new TrialFigures(0, 0, 2, 0));
        alice.served(ITEMS);
    }

    @Test
    void aChangeBehindLardersBackIsFoundAndTheSecondEndsTheCachingOfItsText() throws SQLException {
        Client carol = checker();
        carol.answered(ITEMS);
        truth.run(CHANGE.formatted("plum"));
        assertThat(carol.answered(ITEMS)).contains("1|plum");
        assertThat(trials(carol)).isEqualTo(new TrialFigures(0, 0, 1, 1));
        assertThat(alice.served(ITEMS)).contains("1|plum");

        truth.run(CHANGE.formatted("cherry"));
        assertThat(carol.answered(ITEMS)).contains("1|cherry");
        assertThat(trials(carol)).isEqualTo(new TrialFigures(0, 0, 2, 2));

        assertThat(alice.answered(ITEMS)).contains("1|cherry");
        assertThat(alice.answered(ITEMS)).contains("1|cherry");
        assertThat(alice.bypassed(BypassReason.ANSWERS_DIFFERED)).isEqualTo(2);
        alice.warm("select name from item where id = 1");
    }

    @Test
    void aWriteBetweenTwoDifferencesLeavesTheTextInTheCache() throws SQLException {
        Client carol = checker();
        carol.answered(ITEMS);
        for (String name : List.of("plum", "cherry", "fig")) {
            truth.run(CHANGE.formatted(name));
            assertThat(carol.answered(ITEMS)).contains("1|" + name);
            bob.run("update item set name = 'melon' where id = 2");
            carol.answered(ITEMS);
        }
        assertThat(trials(carol).differences()).isEqualTo(3);
        alice.served(ITEMS);
    }

    @Test
    void aWriteThatIsKnownIsNoDifference() throws SQLException {
        Client carol = checker();
        carol.answered(ITEMS);
        bob.run(CHANGE.formatted("plum"));
        carol.answered(ITEMS);
        carol.begin();
        carol.answered(ITEMS);
        bob.run(CHANGE.formatted("fig"));
        carol.answered(ITEMS);
        carol.commit();
        assertThat(trials(carol)).isEqualTo(new TrialFigures(0, 0, 1, 0));
    }
}
