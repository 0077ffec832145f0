package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether an answer that another process has taken at some place of the log still holds. */
class SharedPlacesTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final TableName NUTS = new TableName("nuts");

    private final AtomicLong nanos = new AtomicLong(1);
    private final HubInMemory hub = new HubInMemory(nanos::get);
    private final Node alice = node();
    private final Node bob = node();

    private Node node() {
        return new Node(hub, new TableClocks(), Consistency.BOUNDED, Duration.ofSeconds(60), nanos::get);
    }

    @BeforeEach
    void bothServe() {
        untilTheyServe(alice, bob);
        assertThat(alice.place()).isNotNull().isEqualTo(bob.place());
    }

    @Test
    void anAnswerHoldsUntilOneOfItsTablesChanges() {
        Place before = place(alice);
        write(alice, FRUIT);
        follow(alice, bob);
        for (Node reader : Set.of(alice, bob)) {
            assertThat(holds(reader, before, FRUIT)).isFalse();
            assertThat(holds(reader, before, NUTS)).isTrue();
            assertThat(holds(reader, place(alice), FRUIT)).isTrue();
        }
    }

    @Test
    void whatIsRolledBackChangesNothing() {
        Place before = place(alice);
        announce(alice, FRUIT).rolledBack();
        follow(alice, bob);
        assertThat(holds(alice, before, FRUIT)).isTrue();
        assertThat(holds(bob, before, FRUIT)).isTrue();
    }

    @Test
    void whatChangesEverythingChangesEachTable() {
        Place before = place(alice);
        alice.announce(Change.EVERY_ROW).announcement().committed();
        follow(alice, bob);
        assertThat(holds(bob, before, NUTS)).isFalse();
    }

    @Test
    void aProcessKnowsOfItsOwnChangeBeforeTheLogShowsIt() {
        Place before = place(bob);
        Announcement open = announce(alice, FRUIT);
        assertThat(holds(alice, before, FRUIT)).isFalse();
        open.committed();
        assertThat(holds(alice, before, FRUIT)).as("the log shows nothing yet").isFalse();
        assertThat(holds(alice, before, NUTS)).isTrue();
        follow(alice);
        assertThat(holds(alice, before, FRUIT)).isFalse();
        assertThat(holds(alice, place(alice), FRUIT)).isTrue();
    }

    @Test
    void aChangeThatTheHubWasNotToldOfIsNotForgottenWithItsMemory() {
        Announcement open = announce(alice, FRUIT);
        hub.loseMemory();
        open.committed();
        untilTheyServe(bob);
        Place early = place(bob);
        follow(alice, bob);
        assertThat(holds(alice, early, FRUIT)).isFalse();
        follow(alice, bob);
        assertThat(holds(alice, early, FRUIT)).isFalse();
        assertThat(holds(bob, early, FRUIT)).isFalse();
        assertThat(holds(bob, early, NUTS)).isTrue();
    }

    @Test
    void aPlaceOfAnotherMemoryIsNone() {
        Place before = place(alice);
        hub.loseMemory();
        untilTheyServe(alice, bob);
        assertThat(place(alice).at()).isEqualTo(before.at());
        assertThat(holds(alice, before, NUTS)).isFalse();
    }

    @Test
    void aPlaceThatThisProcessHasNotReachedIsNone() {
        write(bob, NUTS);
        follow(bob);
        assertThat(holds(alice, place(bob), FRUIT)).isFalse();
        follow(alice);
        assertThat(holds(alice, place(bob), FRUIT)).isTrue();
    }

    @Test
    void aPlaceWithAnotherEntryIsNone() {
        write(bob, NUTS);
        follow(alice, bob);
        Place here = place(bob);
        Place lost = new Place(
                here.epoch(), new LogPosition(here.at().number(), here.at().nonce() + 1));
        assertThat(holds(alice, here, FRUIT)).isTrue();
        assertThat(holds(alice, lost, FRUIT)).isFalse();
    }

    @Test
    void whoJoinsLaterKnowsWhatWasBefore() {
        write(bob, NUTS);
        follow(bob);
        Place before = place(bob);
        write(bob, FRUIT);
        write(alice, new TableName("other"));
        follow(alice, bob);
        Node carol = node();
        follow(carol);

        assertThat(holds(carol, place(bob), FRUIT))
                .as("the place at which it joined")
                .isTrue();
        assertThat(holds(carol, before, NUTS)).isTrue();
        assertThat(holds(carol, before, FRUIT)).isFalse();
        Place lost = new Place(
                before.epoch(),
                new LogPosition(before.at().number(), before.at().nonce() + 1));
        assertThat(holds(carol, lost, NUTS)).isFalse();
        write(bob, NUTS);
        follow(carol);
        assertThat(holds(carol, before, NUTS)).isFalse();
    }

    @Test
    void whatWasBeforeTheLogWasCutNobodyKnows() {
        write(bob, NUTS);
        follow(bob);
        Place before = place(bob);
        hub.loseLog();
        write(bob, FRUIT);
        follow(bob);
        Node carol = node();
        follow(carol);
        assertThat(carol.place()).isNotNull();
        assertThat(holds(carol, before, NUTS)).isFalse();
        assertThat(holds(carol, place(bob), NUTS)).isTrue();
    }

    @Test
    void whoMayNotServeIsNowhere() {
        pass(Hub.LEASE);
        assertThat(alice.place()).isNull();
    }

    private static Place place(Node node) {
        return Objects.requireNonNull(node.place());
    }

    private static boolean holds(Node reader, Place place, TableName table) {
        return reader.unchangedSince(place, Set.of(table));
    }

    private static Announcement announce(Node writer, TableName table) {
        return writer.announce(new Change.Tables(Set.of(new TableChange(table, TableChange.Kind.ANY))))
                .announcement();
    }

    private static void write(Node writer, TableName table) {
        announce(writer, table).committed();
    }

    private void follow(Node... nodes) {
        for (int i = 0; i < 3; i++) {
            for (Node node : nodes) {
                node.step(Duration.ZERO);
            }
        }
    }

    /** After the grace of a new memory, in which their leases go on. */
    private void untilTheyServe(Node... nodes) {
        for (int i = 0; i < 8; i++) {
            follow(nodes);
            pass(Hub.LEASE.dividedBy(4));
        }
        follow(nodes);
    }

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }
}
