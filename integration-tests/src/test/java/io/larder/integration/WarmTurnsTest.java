package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.OwnRedis;
import io.larder.testservers.TestServers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes that start at the same time, with one Redis: one of them warms up, and the other finds it done. */
@Tag("processes")
class WarmTurnsTest {
    private static final OwnRedis REDIS = new OwnRedis();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeAll
    static void startRedis() {
        REDIS.start();
    }

    @AfterAll
    static void stopRedis() {
        REDIS.close();
    }

    @Test
    void whatOneHasLoadedTheOtherFindsInRedis() throws Exception {
        String url = TestServers.postgres().createDatabase("warm");
        try (Client truth = Client.connect(url)) {
            truth.run("create table fruit (id int primary key, name varchar(20), n int)");
            truth.run("insert into fruit select i, 'apple', 1 from generate_series(1, 300) i");
        }
        Path script = Files.writeString(
                folder.resolve("warm.sql"),
                "select a.name, sum(b.n) from fruit a, fruit b, fruit c where a.id < 3 /*?:int*/ group by a.name;\n");
        String larder = TestDatabase.POSTGRESQL.with(TestDatabase.withLarder(url), "larder.redis", REDIS.uri())
                + "&larder.redis.patience=5s&larder.warm=" + script;
        try (OtherProcess here = OtherProcess.start();
                OtherProcess there = OtherProcess.start();
                Client alice = here.connect(larder);
                Client bob = there.connect(larder)) {
            awaitBothForms(here, alice);
            awaitBothForms(there, bob);
            long found = (long) here.statistic(alice, "sharedHits") + (long) there.statistic(bob, "sharedHits");
            assertThat(found).as("answers that one of them found").isPositive();
        }
    }

    private static void awaitBothForms(OtherProcess process, Client client) throws SQLException {
        long end = System.nanoTime() + 60_000_000_000L;
        while ((long) process.statistic(client, "entries") < 2) {
            assertThat(System.nanoTime()).as("nothing was loaded").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
