package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.redis.RedisConnection;
import io.larder.cache.redis.RedisOptions;
import io.larder.testservers.OwnRedis;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;

/**
 * Answers that one process has kept in Redis and another one finds. That it was found is seen by a change that nobody has been
 * told of: the database says otherwise.
 */
@Tag("processes")
@ParameterizedClass
@EnumSource(names = {"POSTGRESQL", "MARIADB"})
class SharedAnswersTest {
    private static final OwnRedis REDIS = new OwnRedis();
    /** Of PostgreSQL, where what is known of the database of one test is nothing to the next. */
    private static final List<OtherProcess> PROCESSES = new ArrayList<>();

    /** Takes the database longer than Redis. */
    private static final String DEAR =
            "select a.name, sum(b.n), 'quince' from fruit a, fruit b, fruit c where a.id = 1 group by a.name";

    private final TestDatabase kind;
    private final String database;
    private final RedissonClient redis;
    private int processes;
    /** That nobody but this test has. */
    private final List<OtherProcess> own = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client truth;

    @SuppressWarnings("NullAway.Init")
    private Client alice;

    SharedAnswersTest(TestDatabase kind) {
        this.kind = kind;
        this.database = kind.create();
        this.redis = RedisConnection.to(new RedisOptions(REDIS.uri())).connect();
    }

    @BeforeAll
    static void startRedis() {
        REDIS.start();
    }

    @AfterAll
    static void stopRedis() {
        PROCESSES.forEach(OtherProcess::close);
        PROCESSES.clear();
        REDIS.close();
    }

    @BeforeEach
    void create() throws SQLException {
        truth = Client.connect(database);
        truth.run("create table fruit (id int primary key, name varchar(20), n int)");
        for (int i = 1; i <= 400; i++) {
            truth.run("insert into fruit values (" + i + ", 'apple', 1)");
        }
        truth.run("create table other (id int)");
        truth.run("create view dear as " + DEAR.replace("'quince'", "'quince' as kind"));
        alice = process().client;
    }

    @AfterEach
    void drop() throws SQLException {
        alice.close();
        truth.close();
        own.forEach(OtherProcess::close);
        kind.drop(database);
    }

    /**
     * One that has forgotten nothing of earlier tests, which were about other databases.
     *
     * @param before what it had counted until now
     */
    private record Asker(OtherProcess process, Client client, Map<String, Long> before) {
        static Asker of(OtherProcess process, Client client) throws SQLException {
            Map<String, Long> before = new HashMap<>();
            for (String name : List.of("hits", "stores", "sharedHits")) {
                before.put(name, (long) process.statistic(client, name));
            }
            return new Asker(process, client, before);
        }

        /** Since this test has it. */
        long figure(String name) throws SQLException {
            return (long) process.statistic(client, name) - before.getOrDefault(name, 0L);
        }
    }

    private Asker process() throws SQLException {
        if (kind != TestDatabase.POSTGRESQL) {
            return process(ownProcess(), "");
        }
        if (processes == PROCESSES.size()) {
            PROCESSES.add(OtherProcess.start());
        }
        return process(PROCESSES.get(processes++), "");
    }

    private OtherProcess ownProcess() {
        OtherProcess process = OtherProcess.start();
        own.add(process);
        return process;
    }

    private Asker process(OtherProcess process, String more) throws SQLException {
        // Patient: a machine that does other things as well takes its time.
        String url = kind.with(TestDatabase.withLarder(database), "larder.redis", REDIS.uri())
                + "&larder.redis.patience=5s" + more;
        return Asker.of(process, process.connect(url));
    }

    @Test
    void whatOneProcessHasAskedAnotherNeedNotAsk() throws SQLException {
        List<String> known = keptBy(alice, DEAR);
        truth.run("update fruit set n = 2");
        try (Client bob = found(process(), DEAR, known)) {
            assertThat(truth.ask(DEAR)).isNotEqualTo(known);
            assertThat(bob.ask(DEAR)).isEqualTo(known);
        }
    }

    @Test
    void aWriteOfAnyProcessOutdatesWhatIsInRedis() throws SQLException {
        List<String> known = keptBy(alice, DEAR);
        Asker there = process();
        try (Client bob = found(there, DEAR, known)) {
            bob.run("update fruit set n = 3");
            assertThat(alice.ask(DEAR)).isEqualTo(truth.ask(DEAR)).isNotEqualTo(known);
            Asker late = process();
            try (Client carol = late.client) {
                long end = System.nanoTime() + 15_000_000_000L;
                while (late.figure("hits") == 0 && System.nanoTime() < end) {
                    assertThat(carol.ask(DEAR)).isEqualTo(truth.ask(DEAR));
                }
                assertThat(late.figure("hits")).isPositive();
            }
        }
    }

    @Test
    void whatWasKeptBeforeAWriteToAnotherTableIsStillFoundByWhoComesLater() throws SQLException {
        List<String> known = keptBy(alice, DEAR);
        alice.run("insert into other values (1)");
        truth.run("update fruit set n = 2");
        found(process(), DEAR, known).close();
    }

    @Test
    void whatIsGarbledIsAskedAnew() throws SQLException {
        keptBy(alice, DEAR);
        truth.run("update fruit set n = 2");
        answersInRedis().forEach((name, value) -> {
            value[value.length / 2] ^= 1;
            redis.getBucket(name, ByteArrayCodec.INSTANCE).set(value);
        });
        Asker there = process();
        try (Client bob = there.client) {
            assertThat(there.process.isServedSoon(bob, DEAR)).isTrue();
            assertThat(bob.ask(DEAR)).isEqualTo(truth.ask(DEAR));
            assertThat(there.figure("sharedHits")).isZero();
        }
    }

    @Test
    void whoHasNotTheKeyReadsNothingInRedisAndIsNotBelieved() throws SQLException {
        redis.getKeys().flushdb();
        String key = "&larder.encryption.key=a:" + Base64.getUrlEncoder().encodeToString(new byte[33]);
        Asker here = process(ownProcess(), key);
        try (Client carol = here.client) {
            List<String> known = keptBy(carol, DEAR);
            answersInRedis()
                    .values()
                    .forEach(value -> assertThat(new String(value, StandardCharsets.ISO_8859_1))
                            .doesNotContain("quince")
                            .doesNotContain("fruit"));
            truth.run("update fruit set n = 2");
            Asker plain = process();
            try (Client bob = plain.client) {
                assertThat(plain.process.isServedSoon(bob, DEAR)).isTrue();
                assertThat(bob.ask(DEAR)).isEqualTo(truth.ask(DEAR));
            }
            found(process(ownProcess(), key), DEAR, known).close();
        }
    }

    /** Who finds it takes it to be as old as it may be: three quarters of its ten minutes. */
    @Test
    void aRuleCountsForWhatIsInRedisAsWell(@TempDir Path folder) throws SQLException, IOException {
        List<String> known = keptBy(alice, DEAR);
        truth.run("update fruit set n = 2");
        Asker there = process();
        there.client.close();
        Asker large = ruled(there.process, folder, "store=redis");
        try (Client bob = found(large, DEAR, known)) {
            long before = large.figure("sharedHits");
            assertThat(bob.ask(DEAR)).isEqualTo(known);
            assertThat(large.figure("sharedHits")).as("not from memory").isEqualTo(before + 1);
        }
        try (Client carol = ruled(there.process, folder, "ttl=7m").client) {
            assertThat(carol.ask(DEAR)).isEqualTo(truth.ask(DEAR)).isNotEqualTo(known);
        }
    }

    /** Where the same old answer still is. */
    @Test
    void whatIsRefreshedAheadIsNotLookedForInRedis(@TempDir Path folder) throws SQLException, IOException {
        keptBy(alice, DEAR);
        truth.run("update fruit set n = 2");
        Asker ahead = ruled(OtherProcess.start(), folder, "refreshAhead=10m");
        try (Client bob = ahead.client) {
            awaitFound(ahead, DEAR);
            assertThat(bob.ask(DEAR)).isEqualTo(truth.ask(DEAR));
        }
    }

    private Asker ruled(OtherProcess process, Path folder, String rule) throws SQLException, IOException {
        Path file = folder.resolve(rule.replace('=', '-') + ".properties");
        return process(
                process,
                "&larder.config=" + Files.writeString(file, "larder.rule.dear.table=fruit\nlarder.rule.dear." + rule));
    }

    @Test
    void whoKnowsALaterSchemaDoesNotFindWhatWasBefore() throws SQLException {
        List<String> known = keptBy(alice, "select * from dear");
        truth.run("drop view dear");
        truth.run("create view dear as " + DEAR.replace("'quince'", "'medlar' as kind"));
        Asker there = process();
        try (Client bob = there.client) {
            assertThat(there.process.isServedSoon(bob, "select * from dear")).isTrue();
            assertThat(bob.ask("select * from dear"))
                    .isEqualTo(truth.ask("select * from dear"))
                    .isNotEqualTo(known);
        }
    }

    /** Asks until the answer is in Redis, and returns it. */
    private List<String> keptBy(Client client, String sql) throws SQLException {
        redis.getKeys().getKeysStream().filter(SharedAnswersTest::isAnswer).forEach(redis.getKeys()::delete);
        long end = System.nanoTime() + 30_000_000_000L;
        List<String> rows;
        do {
            assertThat(System.nanoTime()).as("nothing is kept in Redis").isLessThan(end);
            rows = client.ask(sql);
        } while (answersInRedis().isEmpty());
        return rows;
    }

    /** Asks until an answer was found, which must be this one. */
    private static Client found(Asker process, String sql, List<String> known) throws SQLException {
        awaitFound(process, sql);
        assertThat(process.client.ask(sql)).isEqualTo(known);
        return process.client;
    }

    private static void awaitFound(Asker process, String sql) throws SQLException {
        long end = System.nanoTime() + 15_000_000_000L;
        while (process.figure("sharedHits") == 0) {
            assertThat(System.nanoTime()).as("nothing is found").isLessThan(end);
            assertThat(process.figure("stores")).as("its own answers").isZero();
            process.client.ask(sql);
        }
    }

    private Map<String, byte[]> answersInRedis() {
        Map<String, byte[]> answers = new HashMap<>();
        redis.getKeys().getKeysStream().filter(SharedAnswersTest::isAnswer).forEach(name -> {
            byte[] value =
                    redis.<byte[]>getBucket(name, ByteArrayCodec.INSTANCE).get();
            if (value != null) {
                answers.put(name, Arrays.copyOf(value, value.length));
            }
        });
        return answers;
    }

    private static boolean isAnswer(String name) {
        return name.contains(":answer:");
    }
}
