package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.integration.RedisTrouble.Patient;
import io.larder.testservers.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Each trouble that Redis can have, and what an application notices of it that reads in one process, writes in another, and
 * opens connections: right rows, no error, and for how long the slowest call took; and how long it takes afterwards until both
 * processes serve from memory again. All at the same time, because most of it is waiting.
 */
@Tag("processes")
class FaultTableTest {
    private static final String COUNT = "select n from tally where id = 1";
    /** Longer than a lease. */
    private static final Duration TROUBLE = Duration.ofSeconds(4);
    /** No read or connect waits for Redis for a tenth of this; the rest is a machine that is busy. */
    private static final Duration SLOWEST_READ = Duration.ofSeconds(5);

    private static final Duration SLOWEST_CONNECT = Duration.ofSeconds(10);

    private static final Duration SLOWEST_WRITE = Duration.ofSeconds(15);
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);
    private static final long BETWEEN_CALLS = TimeUnit.MILLISECONDS.toNanos(10);

    private final OtherProcess here = OtherProcess.start();
    private final OtherProcess there = OtherProcess.start();

    @AfterEach
    void endProcesses() {
        here.close();
        there.close();
    }

    @Test
    void noTroubleOfRedisIsOneOfTheApplication() {
        Map<RedisTrouble, CompletableFuture<Row>> running = new EnumMap<>(RedisTrouble.class);
        for (RedisTrouble trouble : RedisTrouble.values()) {
            running.put(trouble, Meanwhile.start(() -> new Ward(trouble).row()));
        }
        List<Row> rows = new ArrayList<>();
        running.values()
                .forEach(row -> rows.add(row.orTimeout(2, TimeUnit.MINUTES).join()));
        System.out.println(Row.HEAD);
        rows.forEach(row -> System.out.println(row.line()));

        assertThat(rows).allSatisfy(row -> {
            assertThat(row.complaints()).as(row.line()).isEmpty();
            assertThat(row.reads().slowest()).as(row.line()).isLessThan(SLOWEST_READ);
            assertThat(row.connects().slowest()).as(row.line()).isLessThan(SLOWEST_CONNECT);
            assertThat(row.writes().slowest()).as(row.line()).isLessThan(SLOWEST_WRITE);
            assertThat(row.recovery()).as(row.line()).isLessThan(LONGEST_RECOVERY);
        });
    }

    /** @param complaints what the application has noticed */
    private record Row(
            RedisTrouble trouble,
            Calls reads,
            Calls writes,
            Calls connects,
            Duration recovery,
            List<String> complaints) {
        /** As docs/coherence.md has it. */
        static final String HEAD =
                "| trouble of Redis | seen | reads | slowest | writes | slowest | connects | slowest "
                        + "| healed after |\n|---|---|---:|---:|---:|---:|---:|---:|---:|";

        String line() {
            return "| %s | %s | %d | %d ms | %d | %d ms | %d | %d ms | %d ms |"
                    .formatted(
                            trouble.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                            complaints.isEmpty() ? "nothing" : complaints,
                            reads.count(),
                            reads.slowest().toMillis(),
                            writes.count(),
                            writes.slowest().toMillis(),
                            connects.count(),
                            connects.slowest().toMillis(),
                            recovery.toMillis());
        }
    }

    private record Calls(int count, Duration slowest) {
        Calls and(Duration call) {
            return and(new Calls(1, call));
        }

        Calls and(Calls more) {
            return new Calls(count + more.count, more.slowest.compareTo(slowest) > 0 ? more.slowest : slowest);
        }
    }

    private interface Call {
        void run() throws Exception;
    }

    /** Where one trouble is watched. */
    private final class Ward {
        private final RedisTrouble trouble;
        private final String database = TestServers.postgres().createDatabase("fault");
        private final String unknown = TestServers.postgres().createDatabase("fault");
        private final AtomicInteger acknowledged = new AtomicInteger();
        private final List<String> complaints = new ArrayList<>();
        private volatile boolean over;

        Ward(RedisTrouble trouble) {
            this.trouble = trouble;
        }

        Row row() throws Exception {
            try (Client truth = Client.connect(database)) {
                truth.run("create table tally (id int primary key, n int)");
                truth.run("insert into tally values (1, 0)");
            }
            try (Patient redis = trouble.admit();
                    Client alice = here.connect(url(database, redis.address()));
                    Client bob = there.connect(url(database, redis.address()));
                    Client carol = there.connect(url(database, redis.address()))) {
                awaitService(alice, bob);
                carol.ask(COUNT);
                redis.fallIll();
                CompletableFuture<Calls> reads = Meanwhile.start(() -> repeat(() -> read(bob)));
                CompletableFuture<Calls> more = Meanwhile.start(() -> repeat(() -> read(carol)));
                CompletableFuture<Calls> writes = Meanwhile.start(() -> repeat(() -> write(alice)));
                CompletableFuture<Calls> connects = Meanwhile.start(() -> repeat(() -> connect(redis.sameAddress())));
                LockSupport.parkNanos(TROUBLE.toNanos());
                redis.recover();
                over = true;
                long start = System.nanoTime();
                Calls written = Meanwhile.end(writes);
                awaitService(alice, bob);
                Duration recovery = Duration.ofNanos(System.nanoTime() - start);
                read(bob);
                return new Row(
                        trouble,
                        Meanwhile.end(reads).and(Meanwhile.end(more)),
                        written,
                        Meanwhile.end(connects),
                        recovery,
                        complaints());
            }
        }

        private synchronized List<String> complaints() {
            return List.copyOf(complaints);
        }

        private synchronized void complain(String what) {
            if (complaints.size() < 3) {
                complaints.add(what);
            }
        }

        private void awaitService(Client alice, Client bob) throws Exception {
            if (!here.isServedSoon(alice, COUNT) || !there.isServedSoon(bob, COUNT)) {
                complain("not served");
            }
        }

        private Calls repeat(Call call) {
            Calls calls = new Calls(0, Duration.ZERO);
            while (!over) {
                calls = calls.and(time(call));
                LockSupport.parkNanos(BETWEEN_CALLS);
            }
            return calls;
        }

        private Duration time(Call call) {
            long start = System.nanoTime();
            try {
                call.run();
            } catch (Exception error) {
                complain(error.toString());
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }

        private void read(Client client) throws Exception {
            int least = acknowledged.get();
            int read = Integer.parseInt(client.ask(COUNT).get(0));
            if (read < least) {
                complain("read " + read + " after " + least + " was acknowledged");
            }
        }

        private void write(Client client) throws Exception {
            int number = acknowledged.get() + 1;
            client.run("update tally set n = " + number + " where id = 1");
            acknowledged.set(number);
        }

        /** The first connection of a process to this database and this Redis, as far as Larder can tell, and a first query. */
        private void connect(String address) throws Exception {
            try (Client client = here.connect(url(unknown, address))) {
                client.ask("select 1 from pg_class limit 1");
            }
        }

        private static String url(String database, String redis) {
            return TestDatabase.POSTGRESQL.with(TestDatabase.withLarder(database), "larder.redis", redis);
        }
    }
}
