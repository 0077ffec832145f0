package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppliedLogTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final TableName NUTS = new TableName("nuts");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));

    private final NodeId alice = NodeId.random();
    private final NodeId bob = NodeId.random();
    private final TableClocks clocks = new TableClocks();
    private final Dependencies fruit = clocks.dependenciesOn(Set.of(FRUIT));
    private final Dependencies nuts = clocks.dependenciesOn(Set.of(NUTS));
    private final List<LogPosition> ownIntents = new ArrayList<>();
    private final List<Long> ownCloses = new ArrayList<>();
    private final AppliedLog log = new AppliedLog(alice, clocks, intent -> ownIntents.add(intent.at()), ownCloses::add);

    @BeforeEach
    void begin() {
        log.beginAt(at(5), List.of(), new ChangeHistory("epoch", at(5)));
    }

    @Test
    void anIntentOfAnotherIsAnAnnouncementUntilItIsClosed() {
        Stamp before = clocks.now();

        AppliedLog.Applied intent = log.apply(List.of(intent(6, bob)));
        assertThat(intent.complete()).isTrue();
        assertThat(intent.writers()).containsExactly(bob);
        assertThat(fruit.areChanging()).isTrue();
        assertThat(nuts.areChanging()).isFalse();

        assertThat(log.apply(List.of(close(7, bob, 6, true))).writers()).isEmpty();
        assertThat(fruit.areChanging()).isFalse();
        assertThat(fruit.unchangedSince(before)).isFalse();
        assertThat(nuts.unchangedSince(before)).isTrue();
        assertThat(log.position()).isEqualTo(at(7));
    }

    @Test
    void whatAnotherRollsBackChangesNothing() {
        Stamp before = clocks.now();

        log.apply(List.of(intent(6, bob), close(7, bob, 6, false)));

        assertThat(fruit.unchangedSince(before)).isTrue();
        assertThat(unchangedSince(at(5))).isTrue();
    }

    @Test
    void whatIsCommittedOutdatesEvenIfItsIntentIsNotKnown() {
        Stamp before = clocks.now();

        log.apply(List.of(close(6, bob, 3, true)));

        assertThat(fruit.unchangedSince(before)).isFalse();
        assertThat(unchangedSince(at(5))).isFalse();
        assertThat(unchangedSince(at(6))).isTrue();
    }

    @Test
    void anIntentOfItsOwnIsLeftToItsWriter() {
        AppliedLog.Applied applied = log.apply(List.of(intent(6, alice), close(7, alice, 6, true)));

        assertThat(applied.writers()).isEmpty();
        assertThat(ownIntents).containsExactly(at(6));
        assertThat(ownCloses).containsExactly(6L);
        assertThat(fruit.areChanging()).isFalse();
        assertThat(unchangedSince(at(6))).isFalse();
    }

    @Test
    void nothingIsAppliedBehindAGap() {
        AppliedLog.Applied applied = log.apply(List.of(intent(6, bob), close(8, bob, 6, true)));

        assertThat(applied.complete()).isFalse();
        assertThat(log.position()).isEqualTo(at(6));
        assertThat(fruit.areChanging()).isTrue();
    }

    @Test
    void whoBeginsAnewDropsEverythingAndKnowsWhatIsOpen() {
        Stamp before = clocks.now();
        log.apply(List.of(intent(6, bob)));

        log.beginAt(at(9), List.of(), new ChangeHistory("epoch", at(9)));

        assertThat(fruit.areChanging()).isFalse();
        assertThat(nuts.unchangedSince(before)).isFalse();
        assertThat(log.position()).isEqualTo(at(9));
        // Its number means another one now.
        Stamp between = clocks.now();
        log.beginAt(at(9), List.of(intent(6, bob)), new ChangeHistory("epoch", at(9)));
        assertThat(fruit.areChanging()).isTrue();
        log.apply(List.of(close(10, bob, 6, false)));
        assertThat(fruit.areChanging()).isFalse();
        assertThat(nuts.unchangedSince(between)).isFalse();
    }

    @Test
    void whatIsClosedAfterANewBeginningOutdatesOnceMore() {
        log.apply(List.of(intent(6, bob)));
        log.beginAt(at(9), List.of(), new ChangeHistory("epoch", at(9)));
        Stamp between = clocks.now();

        log.apply(List.of(close(10, bob, 6, true)));

        assertThat(fruit.unchangedSince(between)).isFalse();
        assertThat(nuts.unchangedSince(between)).isTrue();
    }

    @Test
    void nothingIsKnownOfWhatWasForgotten() {
        log.apply(List.of(intent(6, bob)));

        log.forget();

        assertThat(log.history()).isNull();
        assertThat(log.position()).isEqualTo(LogPosition.START);
        assertThat(fruit.areChanging()).isFalse();
        // Without a history the log can be followed, too.
        assertThat(log.apply(List.of(close(1, bob, 6, true))).complete()).isTrue();
    }

    private boolean unchangedSince(LogPosition at) {
        ChangeHistory history = log.history();
        assertThat(history).isNotNull();
        return history != null && history.unchangedSince(new Place("epoch", at), Set.of(FRUIT));
    }

    private static LogPosition at(long number) {
        return new LogPosition(number, 1_000 + number);
    }

    private static LogEntry.Intent intent(long number, NodeId by) {
        return new LogEntry.Intent(at(number), by, FRUIT_CHANGES);
    }

    private static LogEntry.Close close(long number, NodeId by, long intent, boolean committed) {
        return new LogEntry.Close(at(number), by, intent, committed, FRUIT_CHANGES);
    }
}
