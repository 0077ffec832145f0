package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes that meet in Redis, alice in one and bob in the other, whose driver is taken out. */
@Tag("processes")
class LeavingTest {
    private static final String COUNT = "select n from tally where id = 1";
    private static final String ONE_MORE = "update tally set n = n + 1 where id = 1";
    private static final long PATIENCE = 30_000_000_000L;
    private static final OtherProcess HERE = OtherProcess.start();

    private final String database = TestServers.postgres().freshDatabase();
    private final String url = TestDatabase.POSTGRESQL.with(
            TestDatabase.withLarder(database),
            "larder.redis",
            TestServers.redis().uri());
    private final OtherProcess there = OtherProcess.start();

    @SuppressWarnings("NullAway.Init") // Each test connects.
    private Client alice;

    @SuppressWarnings("NullAway.Init")
    private Client bob;

    @BeforeEach
    void connect() throws SQLException {
        try (Client truth = Client.connect(database)) {
            truth.run("create table tally (id int primary key, n int)");
            truth.run("insert into tally values (1, 0)");
        }
        alice = HERE.connect(url);
        bob = there.connect(url);
        assertThat(HERE.isServedSoon(alice, COUNT)).isTrue();
        assertThat(there.isServedSoon(bob, COUNT)).isTrue();
    }

    @AfterEach
    void endProcesses() throws SQLException {
        alice.close();
        bob.close();
        there.close();
    }

    @AfterAll
    static void endHere() throws SQLException {
        HERE.close();
    }

    @Test
    void aProcessWhoseDriverIsTakenOutIsNoLongerWaitedFor() throws SQLException {
        assertThat(nodes()).hasSize(2);
        assertThat(there.threadsForOthers()).hasSizeGreaterThan(1).contains("larder-hub");
        bob.close();

        there.close();

        awaitThatThereHasEnded();
        assertThat(nodes()).filteredOn(node -> node.endsWith("|yes")).hasSize(1);
        long end = System.nanoTime() + PATIENCE;
        while (nodes().size() > 1) {
            assertThat(System.nanoTime()).as("it has a lease still").isLessThan(end);
        }
        assertThat(HERE.served(alice, COUNT)).containsExactly("0");
    }

    @Test
    void whatIsWrittenThroughAConnectionThatIsStillOpenIsAnnounced() throws SQLException {
        there.close();

        for (int i = 1; i <= 20; i++) {
            bob.run(ONE_MORE);
            assertThat(alice.ask(COUNT)).containsExactly(Integer.toString(i));
            assertThat(HERE.isServedSoon(alice, COUNT)).isTrue();
        }
        bob.close();

        awaitThatThereHasEnded();
    }

    @Test
    void aProcessStaysUntilABranchThatItHasPreparedIsCommitted() throws Exception {
        bob.close();
        there.close();
        awaitThatThereHasEnded();
        BranchId branch = BranchId.next();
        XAConnection preparing = there.connectForBranches(url);
        XAResource resource = preparing.getXAResource();
        resource.start(branch, XAResource.TMNOFLAGS);
        try (Client handle = new Client(preparing.getConnection())) {
            handle.run(ONE_MORE);
        }
        resource.end(branch, XAResource.TMSUCCESS);
        resource.prepare(branch);
        preparing.close();

        assertThat(there.threadsForOthers()).contains("larder-hub");
        assertThat(alice.ask(COUNT)).containsExactly("0");
        XAConnection committing = there.connectForBranches(url);
        committing.getXAResource().commit(branch, false);
        assertThat(alice.ask(COUNT)).containsExactly("1");
        committing.close();

        awaitThatThereHasEnded();
        assertThat(HERE.isServedSoon(alice, COUNT)).isTrue();
    }

    @Test
    void whatWasKeptBeforeAProcessLeftIsNotServedWhenItIsBack() throws SQLException {
        String before = ownNode(bob);
        bob.close();
        there.close();
        awaitThatThereHasEnded();
        alice.run(ONE_MORE);

        bob = there.connect(url);

        assertThat(bob.ask(COUNT)).containsExactly("1");
        assertThat(there.isServedSoon(bob, COUNT)).isTrue();
        assertThat(there.served(bob, COUNT)).containsExactly("1");
        assertThat(ownNode(bob)).isNotEqualTo(before);
        alice.run(ONE_MORE);
        assertThat(bob.ask(COUNT)).containsExactly("2");
        bob.close();
        awaitThatThereHasEnded();
    }

    /** Each connection may be the last one that another one's closing sees, or be opened just after that. */
    @Test
    void whoeverConnectsWhileItsProcessLeavesIsHeardOf() throws Exception {
        bob.close();
        there.close();
        AtomicInteger written = new AtomicInteger();
        CompletableFuture<Integer> one = writingOverNewConnections(written);
        CompletableFuture<Integer> another = writingOverNewConnections(written);

        while (!one.isDone() || !another.isDone()) {
            int atLeast = written.get();
            assertThat(Integer.parseInt(alice.ask(COUNT).get(0))).isGreaterThanOrEqualTo(atLeast);
        }

        assertThat(one.get() + another.get()).as("writes without Redis").isZero();
        awaitThatThereHasEnded();
    }

    private CompletableFuture<Integer> writingOverNewConnections(AtomicInteger written) {
        return Meanwhile.start(() -> {
            long unheard = 0;
            for (int i = 0; i < 10; i++) {
                try (Client writer = there.connect(url)) {
                    writer.run(ONE_MORE);
                    written.incrementAndGet();
                    unheard = (long) there.statistic(writer, "writesWithoutHub");
                }
            }
            return (int) unheard;
        });
    }

    /** Names of the processes as alice's sees them, and whether they serve. */
    private List<String> nodes() throws SQLException {
        return alice.ask("show larder nodes").stream()
                .map(row -> row.split("\\|", -1))
                .map(columns -> columns[0] + "|" + columns[2])
                .toList();
    }

    private static String ownNode(Client client) throws SQLException {
        return client.ask("show larder nodes").stream()
                .map(row -> row.split("\\|", -1))
                .filter(columns -> columns[1].equals("yes"))
                .map(columns -> columns[0])
                .findFirst()
                .orElseThrow();
    }

    private void awaitThatThereHasEnded() {
        long end = System.nanoTime() + PATIENCE;
        while (!there.threadsForOthers().isEmpty()) {
            assertThat(System.nanoTime())
                    .as(() -> there.threadsForOthers().toString())
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
