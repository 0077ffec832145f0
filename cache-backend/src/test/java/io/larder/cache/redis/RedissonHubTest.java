package io.larder.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.hub.Hub;
import io.larder.invalidation.hub.HubContract;
import io.larder.invalidation.hub.LogPosition;
import io.larder.invalidation.hub.NodeId;
import io.larder.invalidation.hub.Reply.EpochGone;
import io.larder.invalidation.hub.Reply.Unreachable;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import io.larder.testservers.TestServers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.redisson.api.RScript;
import org.redisson.api.RStream;
import org.redisson.api.RedissonClient;
import org.redisson.api.stream.StreamTrimArgs;
import org.redisson.client.codec.StringCodec;

class RedissonHubTest extends HubContract {
    private final RedisConnection connection =
            RedisConnection.to(new RedisOptions(TestServers.redis().uri()));
    private final String prefix = "larder:{" + NodeId.random().value() + "}:";
    private final RedissonHub hub = new RedissonHub(connection, prefix.substring(8, prefix.length() - 2));

    @Override
    protected Hub hub() {
        return hub;
    }

    @Override
    protected void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    @Override
    protected void loseMemory() {
        redis().getKeys().deleteByPattern(prefix.replace("{", "\\{").replace("}", "\\}") + "*");
    }

    private RedissonClient redis() {
        return connection.connect();
    }

    private RStream<String, String> log(String epoch) {
        return redis().getStream(prefix + "log:" + epoch, StringCodec.INSTANCE);
    }

    @Test
    void theScriptCountsLeasesAsTheProcessesDo() throws IOException {
        try (InputStream script = RedissonHub.class.getResourceAsStream("hub.lua")) {
            assertThat(script).isNotNull();
            assertThat(new String(script.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("local LEASE = " + Hub.LEASE.toMillis() + "\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "leases", "applied", "intents"})
    void whereOneKeyWasEvictedAllIsLost(String key) {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);

        redis().getKeys().delete(prefix + key);

        assertThat(hub.acknowledged(epoch)).isInstanceOf(EpochGone.class);
        assertThat(join(bob).epoch()).isNotEqualTo(epoch);
    }

    @Test
    void aLogThatIsLostIsNoticedByWhoHasAppliedIt() {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);

        redis().getKeys().delete(prefix + "log:" + epoch);

        assertThat(hub.acknowledge(alice, epoch, new LogPosition(1, 5), Set.of()))
                .isInstanceOf(EpochGone.class);
    }

    @Test
    void aLogThatHasAnotherEndIsNoticedByWhoHasAppliedIt() {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);

        assertThat(hub.acknowledge(alice, epoch, new LogPosition(1, 4), Set.of()))
                .isInstanceOf(EpochGone.class);
        assertThat(join(bob).epoch()).isNotEqualTo(epoch);
    }

    @Test
    void aLogThatWasCutHasAGap() {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);
        announce(alice, epoch, 6, ITEMS);

        log(epoch).trim(StreamTrimArgs.maxLen(1).noLimit());

        assertThat(read(bob, epoch, LogPosition.START))
                .extracting(entry -> entry.at().number())
                .containsExactly(2L);
    }

    @Test
    void whatTheLogDoesNotSayAsItWasWrittenIsNotBelieved() {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);
        assertThat(read(bob, epoch, LogPosition.START)).hasSize(1);
        String garble = """
                local entry = redis.call('XRANGE', KEYS[1], '-', '+')[1]
                entry[2][10] = '5:itemz'
                redis.call('DEL', KEYS[1])
                return redis.call('XADD', KEYS[1], entry[1], unpack(entry[2]))""";
        redis().getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, garble, RScript.ReturnType.STRING, List.of(prefix + "log:" + epoch));

        assertThat(hub.read(bob, epoch, LogPosition.START, Duration.ZERO)).isInstanceOf(EpochGone.class);
    }

    @Test
    void theServerThatRemembersIsNotTheOneThatWas() {
        String epoch = join(alice).epoch();

        redis().getMap(prefix + "state", StringCodec.INSTANCE).put("run", "0123");

        assertThat(hub.acknowledged(epoch)).isInstanceOf(EpochGone.class);
        assertThat(join(bob).epoch()).isNotEqualTo(epoch);
    }

    /** A replica that takes over has the inboxes, and nobody may take for the new log what was told of the old one. */
    @Test
    void whatWasAcknowledgedInAnEpochThatIsOverIsNotDelivered() {
        String epoch = join(alice).epoch();
        join(bob);
        announce(alice, epoch, 5, ITEMS);
        done(hub.acknowledge(bob, epoch, new LogPosition(1, 5), Set.of(alice)));
        redis().getMap(prefix + "state", StringCodec.INSTANCE).put("run", "0123");

        String next = join(alice).epoch();

        assertThat(done(hub.read(alice, next, LogPosition.START, Duration.ZERO)).acknowledged())
                .isEmpty();
    }

    @Test
    void aChangeOfVeryManyTablesIsClosed() {
        String epoch = join(alice).epoch();
        Change many = new Change.Tables(IntStream.range(0, 10_000)
                .mapToObj(i -> new TableChange(new TableName("part" + i), TableChange.Kind.ANY))
                .collect(Collectors.toSet()));
        long intent = announce(alice, epoch, 5, many).position();

        assertThat(done(hub.close(alice, epoch, intent, true, many)
                        .toCompletableFuture()
                        .join()))
                .isTrue();
        assertThat(join(bob).intents()).isEmpty();
    }

    @Test
    void aRedisThatIsDownIsAReply() {
        RedissonHub down = new RedissonHub(RedisConnection.to(new RedisOptions("redis://127.0.0.1:1")), "none");

        assertThat(down.join(alice, "e")).isInstanceOf(Unreachable.class);
        assertThat(down.announce(alice, "e", 1, ITEMS).toCompletableFuture().join())
                .isInstanceOf(Unreachable.class);
        assertThat(down.read(alice, "e", LogPosition.START, Duration.ofMillis(5)))
                .isInstanceOf(Unreachable.class);
    }
}
