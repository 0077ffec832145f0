package io.larder.invalidation;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TableClocksTest {
    private static final TableName ORDERS = new TableName("orders");
    private static final TableName CUSTOMERS = new TableName("Customers");

    private final TableClocks clocks = new TableClocks();
    private final Dependencies onOrders = clocks.dependenciesOn(Set.of(ORDERS));
    private final Dependencies onBoth = clocks.dependenciesOn(Set.of(ORDERS, CUSTOMERS));

    @Test
    void anAnswerHoldsAsLongAsNothingChanges() {
        assertThat(onOrders.unchangedSince(clocks.now())).isTrue();
    }

    @Test
    void anAnswerOfSeveralTablesDependsOnEach() {
        Stamp before = clocks.now();
        assertThat(onBoth.unchangedSince(before)).isTrue();
        assertThat(onBoth.areChanging()).isFalse();

        Announcement announcement = clocks.announce(changeOf(ORDERS).and(changeOf(CUSTOMERS)));
        assertThat(onOrders.areChanging()).isTrue();
        assertThat(clocks.dependenciesOn(Set.of(CUSTOMERS)).areChanging()).isTrue();
        announcement.committed();

        assertThat(onBoth.areChanging()).isFalse();
        assertThat(onBoth.unchangedSince(before)).isFalse();
        clocks.announce(Change.EVERY_ROW);
        assertThat(onBoth.areChanging()).isTrue();
    }

    @Test
    void aDoubtOfTheSchemaEndsWhatIsKnownOfIt() {
        Stamp before = clocks.now();
        Dependencies onSchema = clocks.dependenciesOnSchema();

        Announcement doubt = clocks.announceDoubtOfSchema();
        assertThat(onSchema.areChanging()).isTrue();
        assertThat(onOrders.areChanging()).isFalse();
        doubt.rolledBack();
        assertThat(onSchema.areChanging()).isFalse();
        assertThat(onSchema.unchangedSince(before)).isTrue();
    }

    @Test
    void announcementsOfTheSameChangesAreClosedTogether() {
        Stamp before = clocks.now();
        Announcement orders = clocks.announce(changeOf(ORDERS));
        clocks.announce(changeOf(CUSTOMERS)).togetherWith(List.of(orders)).rolledBack();
        assertThat(onBoth.unchangedSince(before)).isTrue();

        Announcement again = clocks.announce(changeOf(ORDERS));
        clocks.announce(changeOf(CUSTOMERS)).togetherWith(List.of(again)).committed();
        assertThat(onBoth.areChanging()).isFalse();
        assertThat(onOrders.unchangedSince(before)).isFalse();
        assertThat(clocks.dependenciesOn(Set.of(CUSTOMERS)).unchangedSince(before))
                .isFalse();
    }

    @Test
    void anAnnouncedChangeStopsServingAtOnce() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(ORDERS));
        assertThat(onOrders.areChanging()).isTrue();
        assertThat(onOrders.unchangedSince(before)).isFalse();
        assertThat(onOrders.unchangedSince(clocks.now()))
                .as("not even what was read after the announcement")
                .isFalse();
    }

    @Test
    void aCommittedChangeOutdatesWhatWasTakenBefore() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(ORDERS)).committed();
        assertThat(onOrders.unchangedSince(before)).isFalse();
        assertThat(onOrders.unchangedSince(clocks.now())).isTrue();
    }

    @Test
    void aStampTakenWhileAChangeIsOnItsWayIsOutdatedByItsCommit() {
        Announcement announcement = clocks.announce(changeOf(ORDERS));
        Stamp between = clocks.now();
        announcement.committed();
        assertThat(onOrders.unchangedSince(between)).isFalse();
    }

    @Test
    void aRolledBackChangeOutdatesNothing() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(ORDERS)).rolledBack();
        assertThat(onOrders.unchangedSince(before)).isTrue();
    }

    @Test
    void whatIsOnlyAnnouncedHasOutdatedNothing() {
        Stamp before = clocks.now();
        Announcement announcement = clocks.announce(Change.EVERYTHING);
        assertThat(clocks.everythingOutdatedSince(before)).isFalse();
        announcement.committed();
        assertThat(clocks.everythingOutdatedSince(before)).isTrue();
        assertThat(clocks.everythingOutdatedSince(clocks.now())).isFalse();
    }

    @Test
    void whatWasKeptUntilADoubtOfTheSchemaIsAliveAfterIt() {
        Stamp before = clocks.now();
        clocks.announce(Change.EVERY_ROW).committed();
        assertThat(clocks.everythingOutdatedSince(before))
                .as("the schema was known on")
                .isFalse();
        clocks.announceDoubtOfSchema().committed();
        assertThat(clocks.everythingOutdatedSince(before)).isFalse();
        clocks.announce(Change.EVERYTHING).committed();
        assertThat(clocks.everythingOutdatedSince(before)).isTrue();
        clocks.announceDoubtOfSchema().committed();
        assertThat(clocks.everythingOutdatedSince(before)).isFalse();
    }

    @Test
    void aChangeOfOneTableLeavesOthersAlone() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(CUSTOMERS)).committed();
        assertThat(onOrders.unchangedSince(before)).isTrue();
        assertThat(onBoth.unchangedSince(before)).isFalse();
    }

    @Test
    void aChangeOfEverythingOutdatesAllTables() {
        Stamp before = clocks.now();
        Announcement announcement = clocks.announce(Change.EVERYTHING);
        assertThat(onOrders.areChanging()).isTrue();
        announcement.committed();
        assertThat(onOrders.unchangedSince(before)).isFalse();
        assertThat(clocks.dependenciesOn(Set.of(new TableName("new"))).unchangedSince(before))
                .isFalse();
    }

    @Test
    void onlyAChangeOfTheSchemaOutdatesTheSchema() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(ORDERS)).committed();
        clocks.announce(Change.EVERY_ROW).committed();
        assertThat(clocks.dependenciesOnSchema().unchangedSince(before)).isTrue();
        clocks.announce(Change.EVERYTHING).committed();
        assertThat(clocks.dependenciesOnSchema().unchangedSince(before)).isFalse();
    }

    @Test
    void overlappingAnnouncementsAreClosedOneByOne() {
        Announcement first = clocks.announce(changeOf(ORDERS));
        Announcement second = clocks.announce(changeOf(ORDERS));
        first.committed();
        assertThat(onOrders.areChanging()).isTrue();
        second.rolledBack();
        assertThat(onOrders.areChanging()).isFalse();
    }

    @Test
    void anAnnouncementIsClosedOnlyOnce() {
        Announcement first = clocks.announce(changeOf(ORDERS));
        Announcement second = clocks.announce(changeOf(ORDERS));
        first.committed();
        first.committed();
        first.rolledBack();
        assertThat(onOrders.areChanging()).isTrue();
        second.committed();
        assertThat(onOrders.areChanging()).isFalse();
    }

    @Test
    void anUnknownOutcomeKeepsTheTableUnservedUntilTheHoldIsOver() throws Exception {
        Stamp before = clocks.now();
        CompletableFuture<Void> held = clocks.announce(changeOf(ORDERS)).outcomeUnknown(Duration.ofMillis(200));
        assertThat(onOrders.areChanging()).isTrue();
        held.get(10, TimeUnit.SECONDS);
        assertThat(onOrders.areChanging()).isFalse();
        assertThat(onOrders.unchangedSince(before)).isFalse();
    }

    @Test
    void aTableIsKnownByItsNameInAnyCase() {
        Stamp before = clocks.now();
        clocks.announce(changeOf(new TableName("ORDERS"))).committed();
        assertThat(onOrders.unchangedSince(before)).isFalse();
    }

    private static Change changeOf(TableName table) {
        return new Change.Tables(Set.of(new TableChange(table, TableChange.Kind.ANY)));
    }
}
