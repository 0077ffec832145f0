package io.larder.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.testservers.TestServers;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two processes that meet in Redis, alice in one and bob in the other: what one writes the other sees at once. */
@Tag("processes")
class TwoProcessesTest {
    private static final String COUNT = "select n from tally where id = 1";

    private static final String DATABASE = TestServers.postgres().freshDatabase();
    private static final OtherProcess HERE = OtherProcess.start();
    private static final OtherProcess THERE = OtherProcess.start();

    private Client alice;
    private Client bob;

    @BeforeAll
    static void createTables() throws SQLException {
        try (Client truth = Client.connect(DATABASE)) {
            truth.run("create table tally (id int primary key, n int)");
            truth.run("create table tally_log (n int)");
            truth.run("create table numbered (id serial)");
            truth.run("insert into tally values (1, 0)");
        }
    }

    @AfterAll
    static void endProcesses() {
        HERE.close();
        THERE.close();
    }

    private static String url(String more) {
        return TestDatabase.POSTGRESQL.with(
                        TestDatabase.withLarder(DATABASE),
                        "larder.redis",
                        TestServers.redis().uri())
                + more;
    }

    @BeforeEach
    void connect() throws SQLException {
        alice = HERE.connect(url(""));
        bob = THERE.connect(url(""));
        assertThat(HERE.isServedSoon(alice, COUNT)).isTrue();
        assertThat(THERE.isServedSoon(bob, COUNT)).isTrue();
    }

    @AfterEach
    void disconnect() throws SQLException {
        alice.close();
        bob.close();
    }

    @Test
    void aWriteIsSeenByTheOtherProcessAtOnce() throws SQLException {
        for (int i = 1; i <= 100; i++) {
            alice.run("update tally set n = " + i + " where id = 1");
            assertThat(bob.ask(COUNT)).containsExactly(Integer.toString(i));
            bob.ask(COUNT);
        }
        assertThat(THERE.isServedSoon(bob, COUNT)).isTrue();
        assertThat(THERE.served(bob, COUNT)).containsExactly("100");
    }

    @Test
    void aCommitIsSeenAndWhatWasRolledBackIsNot() throws SQLException {
        alice.run("update tally set n = 0 where id = 1");
        assertThat(THERE.isServedSoon(bob, COUNT)).isTrue();
        alice.begin();
        alice.run("update tally set n = -1 where id = 1");

        assertThat(THERE.served(bob, COUNT)).containsExactly("0");
        alice.rollback();
        assertThat(THERE.served(bob, COUNT)).containsExactly("0");
        alice.run("update tally set n = -2 where id = 1");
        alice.commit();

        assertThat(bob.ask(COUNT)).containsExactly("-2");
    }

    @Test
    void whoWritesOneTableLeavesTheOthersAlone() throws SQLException {
        alice.run("insert into tally_log values (1)");

        THERE.served(bob, COUNT);
    }

    @Test
    void aProcessThatOnlyWritesLeavesTheOtherTablesAlone() throws SQLException {
        try (OtherProcess writer = OtherProcess.start();
                Client carol = writer.connect(url(""))) {
            // Its lease does not allow to serve yet, nor does it know the schema.
            carol.run("insert into tally_log values (1)");
            assertThat(THERE.isServedSoon(bob, COUNT)).isTrue();

            carol.run("insert into tally_log values (1)");
            carol.run("select nextval(pg_get_serial_sequence('numbered', 'id'))");
            carol.run("select now() from tally_log");

            THERE.served(bob, COUNT);
        }
    }

    @Test
    void aChangeOfTheSchemaIsSeenAtOnce() throws SQLException {
        String all = "select * from tally where id = 1";
        alice.run("update tally set n = 7 where id = 1");
        assertThat(THERE.isServedSoon(bob, all)).isTrue();

        alice.run("alter table tally add column note text default 'new'");
        assertThat(bob.ask(all)).containsExactly("1|7|new");
        alice.run("alter table tally drop column note");
        assertThat(bob.ask(all)).containsExactly("1|7");
    }

    @Test
    void whatATriggerOfTheOtherProcessWritesIsKnown() throws SQLException {
        String logged = "select count(*) from tally_log";
        assertThat(THERE.isServedSoon(bob, logged)).isTrue();
        bob.run("update tally set n = 1 where id = 1");
        alice.run("""
                create function log_tally() returns trigger language plpgsql as
                $$ begin insert into tally_log values (new.n); return new; end $$;
                create trigger log_tally after update on tally for each row execute function log_tally()""");
        assertThat(HERE.isServedSoon(alice, logged)).isTrue();
        int before = Integer.parseInt(alice.ask(logged).get(0));

        bob.run("update tally set n = 2 where id = 1");

        assertThat(alice.ask(logged)).containsExactly(Integer.toString(before + 1));
        alice.run("drop trigger log_tally on tally; drop function log_tally()");
    }

    @Test
    void bothWriteAndNobodySeesLessThanWasAcknowledged() throws Exception {
        alice.run("update tally set n = 0 where id = 1");
        CompletableFuture<Integer> here = counting(alice);
        CompletableFuture<Integer> there = counting(bob);

        assertThat(here.get() + there.get()).isZero();
        assertThat(alice.ask(COUNT)).isEqualTo(bob.ask(COUNT)).containsExactly("200");
    }

    /** Returns how often a process saw less than it must. */
    private static CompletableFuture<Integer> counting(Client client) {
        return Meanwhile.start(() -> {
            int late = 0;
            int atLeast = 0;
            for (int i = 0; i < 100; i++) {
                client.run("update tally set n = n + 1 where id = 1");
                atLeast++;
                for (int look = 0; look < 5; look++) {
                    int seen = Integer.parseInt(client.ask(COUNT).get(0));
                    late += seen < atLeast ? 1 : 0;
                    atLeast = Math.max(atLeast, seen);
                }
            }
            return late;
        });
    }

    @Test
    void whereNobodyWaitsAWriteIsSeenSoon() throws SQLException {
        try (OtherProcess process = OtherProcess.start();
                Client hasty = process.connect(url("&larder.consistency=bounded"))) {
            hasty.run("update tally set n = 55 where id = 1");

            long end = System.nanoTime() + 2_000_000_000L;
            while (!bob.ask(COUNT).equals(List.of("55"))) {
                assertThat(System.nanoTime()).as("within the lease").isLessThan(end);
            }
        }
    }
}
