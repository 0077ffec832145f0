package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.testservers.RedisCertificates;
import io.larder.testservers.RedisCluster;
import io.larder.testservers.RedisCommands;
import io.larder.testservers.RedisInstance;
import io.larder.testservers.RedisRefusedException;
import io.larder.testservers.RedisSentinels;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The servers that tests of coordination break. At the same time: most of it is waiting for them. */
@Tag("processes")
class PrivateRedisTest {
    @Test
    void aKilledRedisComesBackEmptyAtItsPort() throws IOException {
        try (RedisInstance redis = RedisInstance.start()) {
            redis.call("SET", "key", "value");
            int port = redis.port();

            redis.kill();
            assertThatThrownBy(() -> redis.call("GET", "key")).isInstanceOf(ConnectException.class);
            redis.restart();

            assertThat(redis.call("GET", "key")).isNull();
            assertThat(redis.port()).isEqualTo(port);
        }
    }

    @Test
    void aPausedRedisAnswersLater() throws IOException {
        try (RedisInstance redis = RedisInstance.start();
                RedisCommands connection = redis.connect()) {
            redis.pause();
            CompletableFuture<Object> answer = Meanwhile.start(() -> connection.call("PING"));
            boolean early = answer.isDone();

            redis.resume();

            assertThat(Meanwhile.end(answer)).isEqualTo("PONG");
            assertThat(early).isFalse();
        }
    }

    @Test
    void aPausedRedisCanBeClosed() throws IOException {
        RedisInstance redis = RedisInstance.start();
        redis.pause();

        redis.close();

        assertThatThrownBy(() -> redis.call("PING")).isInstanceOf(ConnectException.class);
    }

    @Test
    void usersAndPasswordsAreAskedFor() throws IOException {
        try (RedisInstance redis = RedisInstance.start(
                "--requirepass", "secret", "--user", "alice", "on", ">hers", "~larder*", "+@all", "-@dangerous")) {
            assertThatThrownBy(() -> redis.call("GET", "larder"))
                    .isInstanceOf(RedisRefusedException.class)
                    .hasMessageStartingWith("NOAUTH");

            assertThat(redis.login("secret").call("SET", "other", "1")).isEqualTo("OK");
            assertThat(redis.login("alice", "hers").call("SET", "larder", "1")).isEqualTo("OK");
            assertThatThrownBy(() -> redis.call("GET", "other")).hasMessageStartingWith("NOPERM");
        }
    }

    @Test
    void certificatesAreAskedFor(@TempDir Path directory) throws IOException {
        RedisCertificates certificates = RedisCertificates.make(directory);
        try (RedisInstance redis = RedisInstance.startWithTls(certificates)) {
            assertThat(redis.call("PING")).isEqualTo("PONG");
            assertThatThrownBy(() ->
                            RedisCommands.connect(redis.host(), redis.port()).call("PING"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void sentinelsReplaceAMasterThatIsGone() throws IOException {
        try (RedisSentinels redis = RedisSentinels.start()) {
            RedisInstance first = redis.master();

            RedisInstance second = redis.failOver();
            second.call("SET", "key", "value");

            assertThat(second.port()).isNotEqualTo(first.port());
            assertThat(second.call("GET", "key")).isEqualTo("value");
        }
    }

    @Test
    void aClusterMovesItsSlotsAndReplacesItsMasters() throws IOException {
        try (RedisCluster redis = RedisCluster.start()) {
            int slot = redis.slotOf("key");
            RedisInstance first = redis.masterOf(slot);
            first.call("SET", "key", "value");

            RedisInstance second = redis.moveSlot(slot);

            assertThat(second.call("GET", "key")).isEqualTo("value");
            assertThatThrownBy(() -> first.call("GET", "key")).hasMessageStartingWith("MOVED");

            RedisInstance third = redis.failOver(slot);

            assertThat(third.port()).isNotIn(first.port(), second.port());
            assertThat(third.call("SET", "key", "again")).isEqualTo("OK");
        }
    }
}
