package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process tells the hub of its own changes, and when. */
class OwnIntentsTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));
    private static final long MADE_AT = 7;
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long LOST = MADE_AT + Duration.ofSeconds(60).toNanos() + 1;

    private final NodeId alice = NodeId.random();
    private final ScriptedHub hub = new ScriptedHub(new HubInMemory(() -> 0));
    private final OwnIntents intents = new OwnIntents(alice, hub);
    private final Lease lease = new Lease("epoch", true, Long.MAX_VALUE);

    @BeforeEach
    void join() {
        hub.join(alice, "epoch");
    }

    @Test
    void anOutcomeIsToldOnceAndThenForgotten() {
        OwnIntent intent = begin();
        announce(intent);

        intents.close(intent, true, "epoch", MADE_AT);
        intents.tellAgain("epoch", MADE_AT);

        assertThat(hub.count("close")).isOne();
        assertThat(log()).hasSize(2);
    }

    @Test
    void anOutcomeThatTheHubDidNotTakeIsToldAgain() {
        OwnIntent intent = begin();
        announce(intent);
        hub.cut(true);
        intents.close(intent, true, "epoch", MADE_AT);
        hub.cut(false);
        assertThat(log()).hasSize(1);

        intents.tellAgain("epoch", MADE_AT + SECOND - 1);
        assertThat(hub.count("close")).as("while the reply may be on its way").isOne();
        intents.tellAgain("epoch", MADE_AT + SECOND);
        intents.tellAgain("epoch", MADE_AT + SECOND);

        assertThat(log()).hasSize(2);
        assertThat(hub.count("close")).isEqualTo(2);
        assertThat(hub.count("announce")).isOne();
    }

    @Test
    void whatIsOpenIsNotTold() {
        announce(begin());

        intents.tellAgain("epoch", LOST);

        assertThat(log()).hasSize(1);
        assertThat(hub.count("announce")).isOne();
        assertThat(hub.count("close")).isZero();
    }

    @Test
    void withoutALeaseNothingCanBeToldYet() {
        OwnIntent intent = begin();
        announce(intent);

        intents.close(intent, false, null, MADE_AT);
        assertThat(hub.count("close")).isZero();

        intents.tellAgain("epoch", MADE_AT);
        assertThat(log()).hasSize(2);
    }

    @Test
    void aCommitOfWhichTheHubNeverHeardIsAnnouncedLateAndClosedWhereItIsRead() {
        OwnIntent intent = begin();
        intents.close(intent, true, "epoch", MADE_AT);
        assertThat(log()).isEmpty();

        intents.tellAgain("epoch", MADE_AT);
        assertThat(log()).hasSize(1);

        intents.standsAt("epoch", log().get(0).at());
        intents.tellAgain("epoch", MADE_AT);
        assertThat(log()).hasSize(2);
    }

    @Test
    void aRollbackOfWhichTheHubNeverHeardIsForgottenWhenItCannotArriveAnyMore() {
        OwnIntent early = begin();
        OwnIntent late = begin();
        intents.close(early, false, "epoch", MADE_AT);
        intents.close(late, false, "epoch", MADE_AT);

        intents.tellAgain("epoch", LOST - 1);
        assertThat(hub.count("announce")).isZero();
        announce(early);
        intents.tellAgain("epoch", LOST - 1);
        assertThat(hub.count("close")).isOne();

        intents.tellAgain("epoch", LOST);
        announce(late);
        intents.tellAgain("epoch", LOST);
        assertThat(hub.count("close")).isOne();
    }

    @Test
    void aNewMemoryIsToldOfAllThatMayReachTheDatabase() {
        OwnIntent open = begin();
        OwnIntent committed = begin();
        OwnIntent rolledBack = begin();
        intents.close(committed, true, null, MADE_AT);
        intents.close(rolledBack, false, null, MADE_AT);

        intents.announceAgain("epoch");

        assertThat(log()).extracting(entry -> entry.at().nonce()).containsExactly(open.nonce(), committed.nonce());
    }

    @Test
    void whatIsOpenIsAnnouncedUntilTheNewMemoryHasHeardOfIt() {
        OwnIntent intent = begin();
        announce(intent);
        hub.cut(true);
        intents.announceAgain("another");
        hub.cut(false);
        int before = hub.count("announce");

        intents.tellAgain("another", MADE_AT + 1);
        assertThat(hub.count("announce")).isEqualTo(before);
        intents.tellAgain("another", MADE_AT + SECOND);
        assertThat(hub.count("announce")).isEqualTo(before + 1);
        intents.standsAt("another", new LogPosition(1, intent.nonce()));
        intents.tellAgain("another", MADE_AT + SECOND);
        assertThat(hub.count("announce")).isEqualTo(before + 1);
    }

    @Test
    void whatArrivesAfterItsCloseIsClosedOnceMore() {
        OwnIntent intent = begin();
        announce(intent);
        intents.close(intent, true, "epoch", MADE_AT);
        hub.announce(alice, "epoch", intent.nonce(), intent.change());
        assertThat(log()).hasSize(3);

        intents.seen("epoch", (LogEntry.Intent) log().get(2), MADE_AT);
        intents.tellAgain("epoch", MADE_AT + 1);
        assertThat(log()).hasSize(3);
        intents.tellAgain("epoch", MADE_AT + SECOND);
        intents.tellAgain("epoch", MADE_AT + SECOND);

        assertThat(log()).hasSize(4);
        assertThat(log().get(3))
                .isInstanceOfSatisfying(
                        LogEntry.Close.class,
                        close -> assertThat(close.intent()).isEqualTo(3));
    }

    /** The reply to a close may come before its writer has read its intent. */
    @Test
    void whatIsReadAfterItsCloseWasTakenIsNoStray() {
        OwnIntent intent = begin();
        announce(intent);
        intents.close(intent, true, "epoch", MADE_AT);

        intents.seen("epoch", (LogEntry.Intent) log().get(0), MADE_AT);
        intents.seenClosed("epoch", 1, lease);
        intents.tellAgain("epoch", MADE_AT + SECOND);

        assertThat(log()).hasSize(2);
    }

    @Test
    void whatStoodInAnotherMemoryStandsNowhere() {
        OwnIntent intent = begin();
        intents.standsAt("another", new LogPosition(9, intent.nonce()));

        intents.close(intent, false, "epoch", MADE_AT);

        assertThat(hub.count("close")).isZero();
    }

    @Test
    void whatOthersHaveClosedWhileItWasOpenIsAnnouncedAgain() {
        OwnIntent intent = begin();
        OwnIntent other = begin();
        announce(intent);
        announce(other);

        intents.seenClosed("epoch", 1, lease);
        assertThat(hub.count("announce")).isEqualTo(3);

        // It stands nowhere until it is read in its new place.
        intents.close(intent, true, "epoch", MADE_AT);
        assertThat(hub.count("close")).isZero();
        intents.close(other, true, "epoch", MADE_AT);
        assertThat(hub.count("close")).isOne();
    }

    @Test
    void aChangeIsUnsettledUntilItIsSeenClosedUnderItsLease() {
        OwnIntent intent = begin();
        announce(intent);
        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isTrue();
        assertThat(intents.mayHaveChanged(Set.of(new TableName("nuts")))).isFalse();

        intents.close(intent, true, "epoch", MADE_AT);
        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isTrue();
        intents.seenClosed("another", 1, lease);
        intents.seenClosed("epoch", 2, lease);
        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isTrue();

        intents.seenClosed("epoch", 1, lease);
        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isFalse();
        assertThat(hub.count("announce")).isOne();
    }

    @Test
    void aChangeThatOthersMayHaveClosedStaysUnsettled() {
        OwnIntent interrupted = begin();
        announce(interrupted);
        intents.close(interrupted, true, "epoch", MADE_AT);
        intents.seenClosed("epoch", 1, new Lease("epoch", true, Long.MAX_VALUE));
        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isTrue();

        OwnIntents withoutLease = new OwnIntents(alice, hub);
        OwnIntent intent = withoutLease.begin(Change.EVERY_ROW, MADE_AT, null);
        withoutLease.standsAt("epoch", new LogPosition(5, intent.nonce()));
        withoutLease.close(intent, true, null, MADE_AT);
        withoutLease.seenClosed("epoch", 5, null);
        assertThat(withoutLease.mayHaveChanged(Set.of(FRUIT))).isTrue();
    }

    @Test
    void whatOthersHaveClosedWhileItWasOpenIsNotSettled() {
        OwnIntent intent = begin();
        announce(intent);

        intents.seenClosed("epoch", 1, lease);

        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isTrue();
    }

    @Test
    void whatIsRolledBackIsSettled() {
        OwnIntent intent = begin();

        intents.close(intent, false, null, MADE_AT);

        assertThat(intents.mayHaveChanged(Set.of(FRUIT))).isFalse();
    }

    private OwnIntent begin() {
        return intents.begin(FRUIT_CHANGES, MADE_AT, lease);
    }

    private void announce(OwnIntent intent) {
        hub.announce(alice, "epoch", intent.nonce(), intent.change());
        List<LogEntry> entries = log();
        intents.standsAt("epoch", entries.get(entries.size() - 1).at());
    }

    private List<LogEntry> log() {
        return HubContract.done(hub.read(alice, "epoch", LogPosition.START, Duration.ZERO))
                .entries();
    }
}
