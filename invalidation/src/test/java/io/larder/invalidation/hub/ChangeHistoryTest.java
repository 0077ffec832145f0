package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final TableName NUTS = new TableName("nuts");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));

    private final ChangeHistory history = new ChangeHistory("epoch", at(5));

    @Test
    void itKnowsThePlaceWhereItBeginsAndNoneBefore() {
        assertThat(history.now()).isEqualTo(new Place("epoch", at(5)));
        assertThat(unchangedSince(at(5), FRUIT)).isTrue();
        assertThat(unchangedSince(new LogPosition(5, 7), FRUIT)).isFalse();
        assertThat(unchangedSince(at(4), FRUIT)).isFalse();
        assertThat(unchangedSince(at(6), FRUIT)).isFalse();
        assertThat(history.unchangedSince(new Place("another", at(5)), Set.of(FRUIT)))
                .isFalse();
    }

    @Test
    void aChangeOutdatesWhatIsFromBeforeIt() {
        history.applied(at(6));
        history.changed(FRUIT_CHANGES, 7);
        history.applied(at(7));

        assertThat(unchangedSince(at(6), FRUIT)).isFalse();
        assertThat(unchangedSince(at(6), NUTS)).isTrue();
        assertThat(unchangedSince(at(7), FRUIT)).isTrue();
    }

    @Test
    void aChangeOfEverythingOutdatesAllThatIsFromBeforeIt() {
        history.applied(at(6));
        history.changed(Change.EVERY_ROW, 7);
        history.applied(at(7));

        assertThat(unchangedSince(at(6), NUTS)).isFalse();
        assertThat(unchangedSince(at(7), NUTS)).isTrue();
    }

    @Test
    void ofLearnedEntriesTheCommittedOnesCountAndNoneBeyondTheHead() {
        NodeId alice = NodeId.random();
        history.learn(
                List.of(
                        new LogEntry.Intent(at(6), alice, FRUIT_CHANGES),
                        new LogEntry.Close(at(7), alice, 6, false, FRUIT_CHANGES),
                        new LogEntry.Close(at(8), alice, 6, true, FRUIT_CHANGES),
                        new LogEntry.Intent(at(9), alice, FRUIT_CHANGES)),
                8);

        assertThat(history.now().at()).isEqualTo(at(8));
        assertThat(unchangedSince(at(5), NUTS)).isTrue();
        assertThat(unchangedSince(at(7), FRUIT)).isFalse();
        assertThat(unchangedSince(at(8), FRUIT)).isTrue();
    }

    @Test
    void whatIsRolledBackIsLearnedToHaveChangedNothing() {
        history.learn(List.of(new LogEntry.Close(at(6), NodeId.random(), 1, false, FRUIT_CHANGES)), 6);

        assertThat(unchangedSince(at(5), FRUIT)).isTrue();
    }

    @Test
    void itBeginsBehindAGap() {
        history.learn(List.of(new LogEntry.Intent(at(9), NodeId.random(), FRUIT_CHANGES)), 9);

        assertThat(unchangedSince(at(9), FRUIT)).isTrue();
        assertThat(unchangedSince(at(5), FRUIT)).isFalse();
    }

    @Test
    void entriesOfLongAgoAreForgotten() {
        for (int number = 6; number <= 7 + Nonces.KEPT; number++) {
            history.applied(at(number));
        }

        assertThat(unchangedSince(at(7), FRUIT)).isFalse();
        assertThat(unchangedSince(at(8), FRUIT)).isTrue();
        assertThat(unchangedSince(new LogPosition(8, 7), FRUIT)).isFalse();
    }

    private boolean unchangedSince(LogPosition at, TableName table) {
        return history.unchangedSince(new Place("epoch", at), Set.of(table));
    }

    private static LogPosition at(long number) {
        return new LogPosition(number, 1_000 + number);
    }
}
