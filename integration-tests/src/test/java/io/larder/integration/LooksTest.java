package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.LarderDataSource;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who only asks outdates nothing, however long ago the schema was looked at: it is looked at before. */
class LooksTest extends Histories {
    private static final String TTL = "larder.privilegeTtl";
    private static final long TTL_NANOS = 1_000_000_000;

    LooksTest() {
        super(TestDatabase.POSTGRESQL);
    }

    @Test
    void aTransactionThatOnlyAsksOutdatesNothing() throws Exception {
        Client carol = client(TTL, "1s");
        carol.begin();
        carol.ask(ITEMS);
        carol.commit();
        untilTheLookIsOld();
        bob.warm(ITEMS);
        long before = bob.cache().invalidations();

        carol.ask(ITEMS);
        carol.commit();

        assertThat(bob.cache().invalidations()).isEqualTo(before);
        bob.served(ITEMS);
    }

    @Test
    void aConnectionThatIsNotCachedAndOnlyAsksOutdatesNothing() throws Exception {
        Client carol = connected(database.with(database.with(larderUrl(), TTL, "1s"), "larder.mode", "off"));
        carol.ask(ITEMS);
        untilTheLookIsOld();
        bob.warm(ITEMS);
        long before = bob.cache().invalidations();

        carol.ask(ITEMS);

        assertThat(bob.cache().invalidations()).isEqualTo(before);
        bob.served(ITEMS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set session characteristics as transaction isolation level serializable",
                "create temporary table mine (id int)"
            })
    void aSessionThatCannotBeCachedAndOnlyAsksOutdatesNothing(String sets) throws Exception {
        Client carol = client(TTL, "1s");
        carol.run(sets);
        carol.ask(ITEMS);
        untilTheLookIsOld();
        bob.warm(ITEMS);
        long before = bob.cache().invalidations();

        carol.ask(ITEMS);

        assertThat(bob.cache().invalidations()).isEqualTo(before);
        bob.served(ITEMS);
    }

    /** As when this process joins others, or somebody changes a schema of the same server. */
    @Test
    void aQueryOutdatesNothingThoughTheSchemaComesIntoDoubtAfterTheLook() throws Exception {
        String volatileQuery = "select random() < 2 from item";
        Client neighbour = connected(TestDatabase.withLarder(database.create()));
        Interceptions driver = new Interceptions(bareUrl());
        Client carol = closedAtTheEnd(new Client(new LarderDataSource(driver.dataSource()).getConnection()));
        carol.ask(volatileQuery);
        bob.warm(ITEMS);
        long before = bob.cache().invalidations();
        AtomicInteger doubts = new AtomicInteger();
        driver.intercept("isClosed", call -> {
            neighbour.run("create table t" + doubts.incrementAndGet() + " (n int)");
            return call.proceed();
        });

        carol.ask(volatileQuery);

        driver.stop("isClosed");
        assertThat(doubts).hasPositiveValue();
        assertThat(bob.cache().invalidations()).isEqualTo(before);
        bob.served(ITEMS);
    }

    @Test
    void anAbortedConnectionIsBrokenOffBeforeAnybodyIsTold() throws Exception {
        bob.warm(ITEMS);
        alice.begin();
        alice.run("update item set name = 'plum' where id = 1");
        long before = bob.cache().invalidations();
        long[] then = {-1};

        alice.connection.abort(task -> {
            then[0] = invalidations();
            task.run();
        });

        assertThat(then[0]).isEqualTo(before);
        assertThat(bob.ask(ITEMS)).contains("1|apple");
    }

    private long invalidations() {
        try {
            return bob.cache().invalidations();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void untilTheLookIsOld() throws Exception {
        long end = System.nanoTime() + TTL_NANOS + TTL_NANOS / 10;
        Meanwhile.until("the look is old", () -> System.nanoTime() > end);
    }
}
