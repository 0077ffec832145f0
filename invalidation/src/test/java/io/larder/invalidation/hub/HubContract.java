package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.larder.invalidation.hub.Hub.Announced;
import io.larder.invalidation.hub.Hub.Delivery;
import io.larder.invalidation.hub.Hub.Joined;
import io.larder.invalidation.hub.Reply.Done;
import io.larder.invalidation.hub.Reply.EpochGone;
import io.larder.invalidation.hub.Reply.LeaseGone;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every hub must do. */
public abstract class HubContract {
    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration HOLD = Duration.ofSeconds(60);

    protected static final Change ITEMS = change("items");
    protected final NodeId alice = NodeId.random();
    protected final NodeId bob = NodeId.random();

    /** Returns the same hub in a test. */
    protected abstract Hub hub();

    /** Lets time go by for the hub. */
    protected abstract void pass(Duration time);

    /** Makes the hub forget everything. */
    protected abstract void loseMemory();

    @Test
    void whoComesFirstNamesTheEpochAndWaitsForTheGraceToEnd() {
        Joined first = join(alice);
        Joined second = join(bob);

        assertThat(second.epoch()).isEqualTo(first.epoch());
        assertThat(first.head()).isEqualTo(LogPosition.START);
        assertThat(first.grace()).isBetween(Hub.LEASE.minusSeconds(1), Hub.LEASE);
        assertThat(second.grace()).isLessThanOrEqualTo(first.grace());
    }

    @Test
    void anIntentIsReadByAllInItsPlaceAndNamesWhoMustAcknowledgeIt() {
        String epoch = join(alice).epoch();
        join(bob);

        Announced announced = announce(alice, epoch, 5, ITEMS);

        assertThat(announced.acknowledged()).isEqualTo(Map.of(bob, 0L));
        assertThat(read(bob, epoch, LogPosition.START))
                .containsExactly(new LogEntry.Intent(new LogPosition(announced.position(), 5), alice, ITEMS));
        assertThat(join(NodeId.random()).intents())
                .containsExactly(new LogEntry.Intent(new LogPosition(announced.position(), 5), alice, ITEMS));
    }

    @Test
    void whoSaysItTwiceHasSaidItOnce() {
        String epoch = join(alice).epoch();

        Announced once = announce(alice, epoch, 5, ITEMS);

        assertThat(announce(alice, epoch, 5, ITEMS).position()).isEqualTo(once.position());
        assertThat(announce(alice, epoch, 6, ITEMS).position()).isEqualTo(once.position() + 1);
    }

    @Test
    void everyChangeArrivesAsItIs() {
        String epoch = join(alice).epoch();
        Change odd = change("ünïcode 7:tables", "2:a", "*").and(change("items"));
        List<Change> changes = List.of(ITEMS, odd, Change.EVERY_ROW, Change.EVERYTHING);
        for (int i = 0; i < changes.size(); i++) {
            announce(alice, epoch, 1 + i, changes.get(i));
        }

        assertThat(read(alice, epoch, LogPosition.START))
                .extracting(LogEntry::change)
                .isEqualTo(changes);
    }

    @Test
    void aWriterIsToldWhoHasAppliedItsIntent() {
        String epoch = join(alice).epoch();
        join(bob);
        Announced announced = announce(alice, epoch, 5, ITEMS);

        assertThat(done(hub().acknowledge(bob, epoch, LogPosition.START, Set.of())))
                .as("the end of the log")
                .isFalse();
        assertThat(done(hub().acknowledge(bob, epoch, new LogPosition(announced.position(), 5), Set.of(alice))))
                .as("the end of the log")
                .isTrue();

        Delivery delivery = done(hub().read(alice, epoch, new LogPosition(announced.position(), 5), Hub.LEASE));
        assertThat(delivery.acknowledged()).isEqualTo(Map.of(bob, announced.position()));
        assertThat(done(hub().acknowledged(epoch))).containsEntry(bob, announced.position());
    }

    @Test
    void anOutcomeIsReadByAll() {
        String epoch = join(alice).epoch();
        long committed = announce(alice, epoch, 5, ITEMS).position();
        long rolledBack = announce(alice, epoch, 6, ITEMS).position();

        close(alice, epoch, rolledBack, false);
        close(alice, epoch, committed, true);

        List<LogEntry> entries = read(bob, epoch, new LogPosition(rolledBack, 6));
        assertThat(entries)
                .extracting(entry -> (LogEntry.Close) entry)
                .extracting(LogEntry.Close::intent, LogEntry.Close::committed, LogEntry.Close::by)
                .containsExactly(tuple(rolledBack, false, alice), tuple(committed, true, alice));
        assertThat(entries).extracting(entry -> entry.at().number()).containsExactly(rolledBack + 1, rolledBack + 2);
        assertThat(join(bob).intents()).isEmpty();
    }

    @Test
    void nobodyWaitsForAProcessThatServesNothingThoughItMayWrite() {
        String epoch = join(alice).epoch();
        join(bob);

        done(hub().retire(bob, epoch).toCompletableFuture().join());
        done(hub().acknowledge(bob, epoch, LogPosition.START, Set.of()));

        long position = announce(alice, epoch, 5, ITEMS).position();
        assertThat(done(hub().acknowledged(epoch)).getOrDefault(bob, 0L)).isGreaterThan(position);
        assertThat(announce(bob, epoch, 6, ITEMS).position()).isEqualTo(position + 1);
    }

    @Test
    void aLeaseThatIsNotRenewedEnds() {
        String epoch = join(alice).epoch();
        pass(Hub.LEASE.dividedBy(2));
        join(bob);
        pass(Hub.LEASE.dividedBy(2).plusMillis(20));

        assertThat(hub().announce(alice, epoch, 5, ITEMS).toCompletableFuture().join())
                .isInstanceOf(LeaseGone.class);
        assertThat(hub().acknowledge(alice, epoch, LogPosition.START, Set.of())).isInstanceOf(LeaseGone.class);
        assertThat(done(hub().acknowledged(epoch))).containsOnlyKeys(bob);
        assertThat(join(alice).epoch()).isEqualTo(epoch);
        assertThat(join(alice).grace()).isZero();
    }

    @Test
    void intentsOfAProcessThatIsGoneAreClosedAsCommittedWhenTheHoldIsOver() {
        String epoch = join(alice).epoch();
        long intent = announce(alice, epoch, 5, ITEMS).position();

        assertThat(done(hub().sweep(epoch, AT_ONCE))).isZero();
        pass(Hub.LEASE.dividedBy(2));
        join(bob);
        pass(Hub.LEASE.dividedBy(2).plusMillis(20));
        assertThat(done(hub().sweep(epoch, HOLD))).isZero();
        assertThat(done(hub().sweep(epoch, AT_ONCE))).isOne();

        LogEntry.Close close =
                (LogEntry.Close) read(bob, epoch, new LogPosition(intent, 5)).get(0);
        assertThat(close.committed()).isTrue();
        assertThat(close.change()).isEqualTo(ITEMS);
        // The writer is back: that it has committed is told once more.
        close(alice, epoch, intent, true);
        assertThat(read(bob, epoch, close.at())).hasSize(1);
    }

    @Test
    void whereNobodyHasALeaseAnyMoreAnotherEpochBeginsOnTheSameLog() {
        String epoch = join(alice).epoch();
        long intent = announce(alice, epoch, 5, ITEMS).position();
        pass(Hub.LEASE.plusMillis(20));

        Joined again = join(bob);

        assertThat(again.epoch()).isNotEqualTo(epoch);
        assertThat(again.grace()).isPositive();
        assertThat(again.head()).isEqualTo(new LogPosition(intent, 5));
        assertThat(again.intents()).hasSize(1);
        assertThat(join(alice).epoch()).isEqualTo(again.epoch());
        assertThat(announce(alice, again.epoch(), 5, ITEMS).position()).isEqualTo(intent);
        assertThat(announce(alice, again.epoch(), 6, ITEMS).position()).isEqualTo(intent + 1);
        assertThat(read(bob, again.epoch(), again.head())).hasSize(1);
    }

    @Test
    void aMemoryThatIsGoneIsAnotherEpoch() {
        String epoch = join(alice).epoch();
        announce(alice, epoch, 5, ITEMS);

        loseMemory();

        assertThat(hub().announce(alice, epoch, 6, ITEMS).toCompletableFuture().join())
                .isInstanceOf(EpochGone.class);
        assertThat(hub().acknowledge(alice, epoch, new LogPosition(1, 5), Set.of()))
                .isInstanceOf(EpochGone.class);
        assertThat(hub().acknowledged(epoch)).isInstanceOf(EpochGone.class);
        Joined again = join(alice);
        assertThat(again.epoch()).isNotEqualTo(epoch);
        assertThat(again.head()).isEqualTo(LogPosition.START);
        assertThat(again.grace()).isPositive();
    }

    protected static Change change(String... tables) {
        return new Change.Tables(Stream.of(tables)
                .map(table -> new TableChange(new TableName(table), TableChange.Kind.ANY))
                .collect(Collectors.toSet()));
    }

    protected final Joined join(NodeId node) {
        return done(hub().join(node, NodeId.random().value()));
    }

    protected final Announced announce(NodeId node, String epoch, long nonce, Change change) {
        return done(
                hub().announce(node, epoch, nonce, change).toCompletableFuture().join());
    }

    private void close(NodeId node, String epoch, long intent, boolean committed) {
        done(hub().close(node, epoch, intent, committed, ITEMS)
                .toCompletableFuture()
                .join());
    }

    protected final List<LogEntry> read(NodeId node, String epoch, LogPosition after) {
        return done(hub().read(node, epoch, after, AT_ONCE)).entries();
    }

    protected static <T> T done(Reply<T> reply) {
        assertThat(reply).isInstanceOf(Done.class);
        return ((Done<T>) reply).value();
    }
}
