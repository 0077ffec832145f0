package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A process dies with a COMMIT on its way, and the hub loses its memory: who has heard of it answers for it. */
class OrphansTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final Duration HOLD = Duration.ofSeconds(20);

    private final AtomicLong nanos = new AtomicLong(1);
    private final HubInMemory hub = new HubInMemory(nanos::get);
    private final Program alice = new Program();
    private final Program bob = new Program();

    private final class Program {
        private final TableClocks clocks = new TableClocks();
        private final Node node = new Node(hub, clocks, Consistency.BOUNDED, HOLD, nanos::get);

        boolean isServing() {
            return node.place() != null;
        }

        boolean isServed(TableName table) {
            return isServing() && !clocks.dependenciesOn(Set.of(table)).areChanging();
        }
    }

    @BeforeEach
    void bothServe() {
        goOn(Hub.LEASE.multipliedBy(2), alice, bob);
        assertThat(alice.isServed(FRUIT)).isTrue();
        assertThat(bob.isServed(FRUIT)).isTrue();
    }

    @Test
    void whatADeadProcessHadOnItsWayIsHeldThoughTheHubHasForgottenIt() {
        announce(alice);
        goOn(Duration.ofMillis(200), bob);
        hub.loseMemory();
        Program carol = new Program();
        goOn(Hub.LEASE.multipliedBy(3), bob, carol);

        assertThat(bob.isServing()).isTrue();
        assertThat(carol.isServing()).isTrue();
        assertThat(bob.isServed(FRUIT)).as("by who had heard of it").isFalse();
        assertThat(carol.isServed(FRUIT)).as("by who came later").isFalse();
        goOn(HOLD, bob, carol);
        assertThat(bob.isServed(FRUIT)).isTrue();
        assertThat(carol.isServed(FRUIT)).isTrue();
    }

    @Test
    void whoHadHeardOfItMayDieAsWell() {
        announce(alice);
        goOn(Duration.ofMillis(200), bob);
        hub.loseMemory();
        Program carol = new Program();
        goOn(Hub.LEASE.multipliedBy(2), bob, carol);
        goOn(Hub.LEASE.multipliedBy(2), carol);

        assertThat(carol.isServing()).isTrue();
        assertThat(carol.isServed(FRUIT)).isFalse();
        goOn(HOLD.multipliedBy(2), carol);
        assertThat(carol.isServed(FRUIT)).isTrue();
    }

    @Test
    void whoLivesAnswersForHimself() {
        Announcement write = announce(alice);
        goOn(Duration.ofMillis(200), alice, bob);
        hub.loseMemory();
        goOn(Hub.LEASE.multipliedBy(2), alice, bob);
        assertThat(bob.isServing()).isTrue();
        assertThat(bob.isServed(FRUIT)).isFalse();

        write.committed();
        goOn(Duration.ofSeconds(1), alice, bob);

        assertThat(bob.isServed(FRUIT)).isTrue();
        assertThat(alice.isServed(FRUIT)).isTrue();
    }

    private Announcement announce(Program process) {
        Change change = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));
        return process.node.announce(change).announcement();
    }

    private void goOn(Duration time, Program... processes) {
        long end = nanos.get() + time.toNanos();
        while (nanos.get() < end) {
            for (Program process : processes) {
                process.node.step(Duration.ZERO);
            }
            nanos.addAndGet(Duration.ofMillis(50).toNanos());
        }
    }
}
