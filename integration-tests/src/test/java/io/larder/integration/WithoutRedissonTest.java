package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who asks for no Redis needs no Redisson: neither it nor Netty is on the class path here. */
@Tag("processes")
class WithoutRedissonTest {
    private final String url = TestDatabase.withLarder(TestServers.postgres().freshDatabase());
    private final OtherProcess process =
            OtherProcess.startWith(file -> !file.contains("redisson") && !file.contains("netty"));

    @AfterEach
    void endProcess() {
        process.close();
    }

    @Test
    void nothingOfItIsLoadedUnlessItIsAskedFor() throws SQLException {
        try (Client alice = process.connect(url)) {
            alice.run("create table tally (n int)");

            assertThat(process.isServedSoon(alice, "select n from tally")).isTrue();
        }
    }

    @Test
    void whoAsksForItWithoutHavingItIsNotServedAndTold() throws SQLException {
        String withRedis = TestDatabase.POSTGRESQL.with(url, "larder.redis", "redis://127.0.0.1:1");
        try (Client alice = process.connect(withRedis)) {
            alice.run("create table tally (n int)");
            alice.run("insert into tally values (1)");

            assertThat(alice.ask("select n from tally")).containsExactly("1");
            assertThat(alice.ask("select n from tally")).containsExactly("1");
            assertThat(process.hits(alice)).isZero();
        }
    }
}
