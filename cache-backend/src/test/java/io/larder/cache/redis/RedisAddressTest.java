package io.larder.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.cache.redis.RedisAddress.Kind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisAddressTest {
    @Test
    void aServerHasAHostAndWhatElseIsSaid() {
        assertThat(RedisAddress.parse("redis://db")).isEqualTo(single("redis://db:6379", null, null, 0));
        assertThat(RedisAddress.parse("redis://127.0.0.1:7000/3"))
                .isEqualTo(single("redis://127.0.0.1:7000", null, null, 3));
        assertThat(RedisAddress.parse("rediss://[::1]:7000/")).isEqualTo(single("rediss://[::1]:7000", null, null, 0));
        assertThat(RedisAddress.parse("redis://[::1]")).isEqualTo(single("redis://[::1]:6379", null, null, 0));
    }

    @Test
    void aPasswordMayHoldAnything() {
        assertThat(RedisAddress.parse("redis://shop:a%3Ab+c@d@db:1"))
                .isEqualTo(single("redis://db:1", "shop", "a:b+c@d", 0));
        assertThat(RedisAddress.parse("redis://:secret@db")).isEqualTo(single("redis://db:6379", null, "secret", 0));
        assertThat(RedisAddress.parse("redis://secret@db")).isEqualTo(single("redis://db:6379", null, "secret", 0));
    }

    @Test
    void sentinelsKnowAMasterByItsName() {
        assertThat(RedisAddress.parse("redis-sentinel://:pw@a,b:5/shop/2"))
                .isEqualTo(new RedisAddress(
                        Kind.SENTINEL,
                        List.of("redis://a:26379", "redis://b:5"),
                        Optional.empty(),
                        Optional.of("pw"),
                        Optional.of("shop"),
                        2));
    }

    @Test
    void aClusterIsFoundBySomeOfItsServers() {
        assertThat(RedisAddress.parse("rediss-cluster://a:1,b:2"))
                .isEqualTo(new RedisAddress(
                        Kind.CLUSTER,
                        List.of("rediss://a:1", "rediss://b:2"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "http://a",
                "redis://",
                "redis://a,b",
                "redis://a,,b",
                "redis://a:",
                "redis://a/b",
                "redis://a/1/2",
                "redis-cluster://a/1",
                "redis-sentinel://a",
                "redis://a/99999999"
            })
    void whatIsNoneIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> RedisAddress.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void thePasswordIsNotInTheText() {
        assertThat(new RedisOptions("redis://shop:se@cret@db:1/2")).hasToString("redis://…@db:1/2");
    }

    private static RedisAddress single(String server, @Nullable String user, @Nullable String password, int database) {
        return new RedisAddress(
                Kind.SINGLE,
                List.of(server),
                Optional.ofNullable(user),
                Optional.ofNullable(password),
                Optional.empty(),
                database);
    }
}
