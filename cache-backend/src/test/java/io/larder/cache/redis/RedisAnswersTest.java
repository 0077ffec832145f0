package io.larder.cache.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.Fetched;
import io.larder.cache.shared.SharedAnswer;
import io.larder.cache.shared.SharedAnswers;
import io.larder.cache.shared.SharedFigures;
import io.larder.cache.shared.SharedStamp;
import io.larder.cache.shared.Turn;
import io.larder.testservers.RedisServer;
import io.larder.testservers.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.redisson.api.RKeys;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/** Answers in a real Redis, and in one that is in trouble. */
class RedisAnswersTest {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    /** For a machine that does other things as well. */
    private static final Duration AMPLE = Duration.ofSeconds(5);

    private static final Duration TTL = Duration.ofMinutes(1);
    private static final byte[] QUESTION = "select 1".getBytes(StandardCharsets.UTF_8);

    private final RedisServer server = TestServers.redis();
    private final RedissonClient redis =
            RedisConnection.to(new RedisOptions(server.uri())).connect();
    private final SharedAnswers answers = answers(redis);

    private static SharedAnswers answers(RedissonClient redis) {
        return new SharedAnswers(new RedisAnswers(() -> Optional.of(redis)), "test", Optional.empty(), 1_000_000);
    }

    @BeforeEach
    @AfterEach
    void healthy() {
        command("config", "set", "maxmemory", "0");
        command("config", "set", "min-replicas-to-write", "0");
        command("replicaof", "no", "one");
        redis.getKeys().flushdb();
    }

    @Test
    void whatOneProcessKeepsAnotherFinds() {
        keep(QUESTION, "rows");
        Fetched<SharedAnswer> found = answers(redis).find(QUESTION, AMPLE);
        assertThat(found)
                .isInstanceOfSatisfying(
                        Fetched.Found.class,
                        one -> assertThat(one.value())
                                .usingRecursiveComparison()
                                .isEqualTo(answer("rows")));
        assertThat(answers(redis).find("select 2".getBytes(StandardCharsets.UTF_8), AMPLE))
                .isInstanceOf(Fetched.Absent.class);
    }

    @Test
    void whatIsKeptIsForgottenInTime() {
        keep(QUESTION, "rows");
        RKeys keys = redis.getKeys();
        assertThat(keys.getKeysStream()).singleElement().satisfies(name -> {
            assertThat(name).startsWith("larder:test:answer:");
            assertThat(keys.remainTimeToLive(name)).isBetween(1L, TTL.toMillis());
        });
    }

    @Test
    void whatCannotBeReadIsCountedAndReplaced() {
        keep(QUESTION, "rows");
        String name = redis.getKeys().getKeysStream().findFirst().orElseThrow();
        redis.getBucket(name, ByteArrayCodec.INSTANCE).set(new byte[] {1, 2, 3});
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Absent.class);
        redis.getKeys().delete(name);
        redis.getMap(name, StringCodec.INSTANCE).put("something", "else");
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Absent.class);
        assertThat(answers.figures().unreadable()).isEqualTo(2);

        keep(QUESTION, "rows again");
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Found.class);
    }

    /** Which ends by itself: while it lasts, Redis obeys nobody. */
    @Test
    void nobodyWaitsForARedisThatHangs() {
        keep(QUESTION, "rows");
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Found.class);
        command("client", "pause", "1200", "all");
        long longest = 0;
        for (int i = 0; i < 200; i++) {
            long start = System.nanoTime();
            assertThat(answers.find(QUESTION, PATIENCE)).isInstanceOf(Fetched.Unavailable.class);
            longest = Math.max(longest, System.nanoTime() - start);
        }
        assertThat(TimeUnit.NANOSECONDS.toMillis(longest)).isLessThan(1_000);
        assertThat(answers.figures().unavailable()).isEqualTo(200);
        await(() -> answers.find(QUESTION, PATIENCE) instanceof Fetched.Found);
    }

    @Test
    void whatARedisThatHangsDoesNotTakeIsDropped() {
        command("client", "pause", "1200", "all");
        long start = System.nanoTime();
        IntStream.range(0, 2_000).forEach(i -> post(answers, bytes("select " + i), "rows"));
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(1_000);
        assertThat(answers.figures().dropped()).isGreaterThan(500);
        await(() -> {
            SharedFigures figures = answers.figures();
            return figures.dropped() + figures.kept() + figures.refused() == 2_000;
        });
        awaitKept(QUESTION);
    }

    @ParameterizedTest
    @CsvSource({
        "out of memory, config set maxmemory 1, config set maxmemory 0",
        "without replicas, config set min-replicas-to-write 1, config set min-replicas-to-write 0",
        "a replica, replicaof 127.0.0.1 1, replicaof no one"
    })
    void aRedisThatTakesNothingStillAnswers(String trouble, String begin, String end) {
        keep(QUESTION, "rows");
        command(begin.split(" "));
        long before = answers.figures().kept();
        for (int i = 0; i < 20; i++) {
            post(answers, bytes("select " + i), "rows");
        }
        await(() -> answers.figures().refused() + answers.figures().dropped() == 20);
        assertThat(answers.figures().kept()).as(trouble).isEqualTo(before);
        assertThat(answers.find(QUESTION, AMPLE)).as(trouble).isInstanceOf(Fetched.Found.class);
        command(end.split(" "));
        awaitKept(bytes("select 1"));
    }

    @Test
    void whoHasNoRightsFindsAndKeepsNothing() {
        keep(QUESTION, "rows");
        command("acl", "setuser", "guest", "on", ">guest", "~nothing", "+@all");
        RedissonClient guest = RedisConnection.to(
                        new RedisOptions(server.uri().replace("redis://", "redis://guest:guest@")))
                .connect();
        SharedAnswers refused = answers(guest);
        assertThat(refused.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Unavailable.class);
        post(refused, QUESTION, "forged");
        await(() -> refused.figures().refused() == 1);
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Found.class);
    }

    @Test
    void aRedisThatWasNeverReachedIsATroubleLikeOthers() {
        RedisConnection nowhere = RedisConnection.to(new RedisOptions("redis://127.0.0.1:1"));
        SharedAnswers unreached =
                new SharedAnswers(new RedisAnswers(nowhere::client), "test", Optional.empty(), 1_000_000);
        assertThat(unreached.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Unavailable.class);
        post(unreached, QUESTION, "rows");
        await(() -> unreached.figures().refused() == 1);
    }

    @Test
    void whoIsInterruptedStaysSoAndIsNotServed() {
        keep(QUESTION, "rows");
        Thread.currentThread().interrupt();
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Unavailable.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Found.class);
    }

    @Test
    void oneHasTheTurnUntilHeGivesItBackOrItsTimeIsOver() {
        SharedAnswers others = answers(redis);
        Duration longest = Duration.ofMinutes(1);
        assertThat(answers.claim(QUESTION, "alice", AMPLE, longest)).isEqualTo(new Fetched.Found<>("alice"));
        assertThat(others.claim(QUESTION, "bob", AMPLE, longest)).isEqualTo(new Fetched.Found<>("alice"));
        others.release(QUESTION, "bob");
        assertThat(others.claim(QUESTION, "bob", AMPLE, longest)).isEqualTo(new Fetched.Found<>("alice"));
        answers.release(QUESTION, "alice");
        await(() -> others.claim(QUESTION, "bob", AMPLE, Duration.ofMillis(100)).equals(new Fetched.Found<>("bob")));
        await(() -> answers.claim(QUESTION, "alice", AMPLE, longest).equals(new Fetched.Found<>("alice")));
    }

    @Test
    void aTurnLastsUntilTheAnswerIsThereOrWillNotBe() {
        AtomicInteger over = new AtomicInteger();
        Turn failed = new Turn(over::incrementAndGet);
        failed.end();
        assertThat(over).hasValue(1);
        Turn answered = new Turn(over::incrementAndGet);
        answers.keep(QUESTION, 1_000, () -> Optional.of(answer("rows")), TTL, answered);
        answered.end();
        await(() -> over.get() == 2);
        assertThat(answers.find(QUESTION, AMPLE)).isInstanceOf(Fetched.Found.class);
        Turn refused = new Turn(over::incrementAndGet);
        answers.keep(QUESTION, 1_000, Optional::empty, TTL, refused);
        refused.end();
        await(() -> over.get() == 3);
    }

    @Test
    void whoWantsTheTurnWaitsForNoRedisThatHangs() {
        command("client", "pause", "600", "all");
        long start = System.nanoTime();
        assertThat(answers.claim(QUESTION, "alice", PATIENCE, TTL)).isInstanceOf(Fetched.Unavailable.class);
        assertThat(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)).isLessThan(500);
        await(() -> answers.claim(QUESTION, "bob", AMPLE, TTL) instanceof Fetched.Found);
    }

    private void keep(byte[] question, String rows) {
        long before = answers.figures().kept();
        post(answers, question, rows);
        await(() -> answers.figures().kept() > before);
    }

    private void awaitKept(byte[] question) {
        long before = answers.figures().kept();
        await(() -> {
            post(answers, question, "rows");
            return answers.figures().kept() > before;
        });
    }

    private static void post(SharedAnswers answers, byte[] question, String rows) {
        answers.keep(question, 1_000, () -> Optional.of(answer(rows)), TTL, Turn.NONE);
    }

    private static SharedAnswer answer(String rows) {
        return new SharedAnswer(new SharedStamp("epoch", 7, 11), Duration.ofMinutes(5), Set.of("fruit"), bytes(rows));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** On a connection of its own: those of Redisson may be paused. */
    private void command(String... words) {
        Command.send(server, List.of(words));
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("it did not happen").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
