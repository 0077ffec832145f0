package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.OwnRedis;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the console tells of the processes that meet in Redis. */
class ConsoleNodesTest {
    @Test
    void thisProcessIsAmongThoseThatRedisKnows() throws Exception {
        TestDatabase database = TestDatabase.H2;
        try (OwnRedis redis = new OwnRedis()) {
            redis.start();
            String url = TestDatabase.withLarder(database.create());
            try (Client alice = Client.connect(database.with(url, "larder.redis", redis.uri()))) {
                Meanwhile.until(
                        "this process is in touch",
                        () -> Told.row(alice, "show larder status", "name", "redis"::equals)
                                .containsValue("in touch"));
                Map<String, String> node = Told.row(alice, "show larder nodes", "this_process", "yes"::equals);
                assertThat(node).containsEntry("serves", "yes");
                assertThat(Told.rows(alice, "show larder nodes")).hasSize(1);
                assertThat(Told.row(alice, "show larder config", "option", "larder.redis"::equals))
                        .containsEntry("source", "the URL");
            }
        }
    }
}
