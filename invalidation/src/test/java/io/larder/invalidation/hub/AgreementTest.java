package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a writer waits for, and for how long. One thread: the others do their steps when the writer looks. */
@Timeout(60)
class AgreementTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));
    private static final Duration STEP = Hub.OWN_LEASE.dividedBy(4);
    private static final Duration PATIENCE = Hub.LEASE.multipliedBy(5);

    private final LookedAtClock clock = new LookedAtClock();
    private final HubInMemory memory = new HubInMemory(clock);
    private final ScriptedHub hub = new ScriptedHub(memory);
    private final TableClocks bobsClocks = new TableClocks();
    private final Dependencies bobsFruit = bobsClocks.dependenciesOn(Set.of(FRUIT));
    private final Node alice = node(hub, new TableClocks(), Consistency.STRICT);
    private final Node bob = node(memory, bobsClocks, Consistency.STRICT);

    private Node node(Hub way, TableClocks clocks, Consistency consistency) {
        return new Node(way, clocks, consistency, Duration.ofSeconds(60), clock);
    }

    @BeforeEach
    void aliceServes() {
        untilItServes(alice);
    }

    @Test
    void whoIsAloneWaitsForNobody() {
        Node.Outcome outcome = alice.announce(FRUIT_CHANGES);
        assertThat(outcome.agreed()).isTrue();
        assertThat(hub.count("announce")).isOne();
        assertThat(hub.count("acknowledged")).isZero();

        outcome.announcement().committed();
        assertThat(hub.count("close")).isOne();
    }

    @Test
    void whatChangesNothingIsNotAnnounced() {
        assertThat(alice.announce(Change.NOTHING).agreed()).isTrue();
        assertThat(hub.count("announce")).isZero();
    }

    @Test
    void aWriterWaitsUntilAllOthersKnow() {
        bob.step(Duration.ZERO);
        hub.meanwhile("acknowledged", () -> {
            assertThat(bobsFruit.areChanging()).isFalse();
            bob.step(Duration.ZERO);
        });

        assertThat(agreed()).isTrue();
        assertThat(bobsFruit.areChanging()).isTrue();
        assertThat(hub.count("acknowledged")).isOne();
    }

    @Test
    void whoLosesItsLeaseIsNotWaitedFor() {
        bob.step(Duration.ZERO);
        long before = clock.getAsLong();
        hub.meanwhile("acknowledged", () -> {
            clock.pass(STEP);
            alice.step(Duration.ZERO);
        });

        assertThat(agreed()).isTrue();
        assertThat(bobsFruit.areChanging()).isFalse();
        assertThat(clock.getAsLong() - before).isGreaterThanOrEqualTo(Hub.LEASE.toNanos());
    }

    @Test
    void whatOthersTellTheWriterCounts() {
        bob.step(Duration.ZERO);
        hub.refuse("acknowledged", new Reply.Unreachable<>("cut"));
        hub.meanwhile("acknowledged", () -> {
            bob.step(Duration.ZERO);
            alice.step(Duration.ZERO);
        });

        assertThat(agreed()).isTrue();
        assertThat(hub.count("acknowledged")).isOne();
    }

    @Test
    void whoIsInterruptedWaitsOnAndIsInterruptedAfterwards() {
        bob.step(Duration.ZERO);
        hub.meanwhile("acknowledged", () -> bob.step(Duration.ZERO));

        Thread.currentThread().interrupt();

        assertThat(agreed()).isTrue();
        assertThat(bobsFruit.areChanging()).isTrue();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void whoWasNotInterruptedIsNot() {
        assertThat(agreed()).isTrue();
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void inTheGraceAWriterWaitsUntilItMayServe() {
        memory.loseMemory();
        alice.step(Duration.ZERO);
        alice.step(Duration.ZERO);
        assertThat(alice.place()).isNull();
        clock.atEachLook(this::timePassesForAlice);

        assertThat(agreed()).isTrue();
        assertThat(alice.place()).isNotNull();
    }

    @Test
    void anIntentIsAnnouncedAgainUnderTheLeaseThatFollows() {
        bob.step(Duration.ZERO);
        hub.meanwhile("acknowledged", () -> {
            hub.refuse("acknowledged", new Reply.EpochGone<>());
            clock.atEachLook(() -> {
                hub.answer("acknowledged");
                alice.step(Duration.ZERO);
                bob.step(Duration.ZERO);
            });
        });

        assertThat(agreed()).isTrue();
        assertThat(hub.count("announce")).isGreaterThan(1);
        assertThat(memory.head()).as("one entry").isOne();
    }

    @Test
    void aLeaseThatTheHubDoesNotKnowEndsAtOnce() {
        Lease lost = alice.lease();
        hub.refuse("announce", new Reply.LeaseGone<>());
        clock.atEachLook(() -> {
            if (hub.count("announce") > 0) {
                hub.answer("announce");
                alice.step(Duration.ZERO);
            }
        });

        assertThat(agreed()).isTrue();
        assertThat(alice.lease()).isNotNull().isNotSameAs(lost);
    }

    @Test
    void anIntentThatStoodUnderALeaseThatIsGoneHasNotStood() {
        bob.step(Duration.ZERO);
        hub.meanwhile("acknowledged", () -> {
            bob.step(Duration.ZERO);
            if (hub.count("acknowledged") == 1) {
                hub.refuse("read", new Reply.LeaseGone<>());
                alice.step(Duration.ZERO);
                hub.answer("read");
                alice.step(Duration.ZERO);
            }
        });

        assertThat(agreed()).isTrue();
        assertThat(hub.count("announce")).isEqualTo(2);
    }

    @Test
    void whoIsCutOffIsHeldUpUntilNobodyWhoIsCutOffAsWellCanServe() {
        hub.cut(true);
        long before = clock.getAsLong();
        clock.atEachLook(this::timePassesForAlice);

        assertThat(agreed()).isFalse();
        assertThat(clock.getAsLong() - before)
                .isGreaterThan(Hub.LEASE.toNanos())
                .isLessThan(PATIENCE.toNanos());
    }

    @Test
    void aHubThatComesAndGoesStopsNobodyForever() {
        hub.refuse("announce", new Reply.Unreachable<>("cut"));
        long before = clock.getAsLong();
        clock.atEachLook(this::muchTimePassesForAlice);

        assertThat(agreed()).isFalse();
        assertThat(clock.getAsLong() - before).isBetween(PATIENCE.toNanos(), 2 * PATIENCE.toNanos());
    }

    @Test
    void aHubThatSaysNothingOfTheOthersStopsNobodyForever() {
        bob.step(Duration.ZERO);
        hub.refuse("acknowledged", new Reply.Unreachable<>("cut"));
        hub.meanwhile("acknowledged", this::muchTimePassesForAlice);

        assertThat(agreed()).isFalse();
        assertThat(hub.count("announce")).isOne();
    }

    @Test
    void whoNeedNotWaitTellsTheHubOnly() {
        Node carol = node(hub, new TableClocks(), Consistency.BOUNDED);
        untilItServes(carol);
        bob.step(Duration.ZERO);

        assertThat(carol.announce(FRUIT_CHANGES).agreed()).isTrue();

        assertThat(hub.count("announce")).isOne();
        assertThat(hub.count("acknowledged")).isZero();
        bob.step(Duration.ZERO);
        assertThat(bobsFruit.areChanging()).isTrue();
    }

    @Test
    void whoNeedNotWaitForOthersWaitsForALease() {
        Node carol = node(hub, new TableClocks(), Consistency.BOUNDED);
        clock.atEachLook(() -> {
            clock.pass(STEP);
            carol.step(Duration.ZERO);
        });

        assertThat(carol.announce(FRUIT_CHANGES).agreed()).isTrue();
    }

    @Test
    void whoGetsNoLeaseWritesAfterAWhile() {
        Node carol = node(hub, new TableClocks(), Consistency.BOUNDED);
        long before = clock.getAsLong();
        clock.atEachLook(() -> clock.pass(Hub.LEASE));
        Thread.currentThread().interrupt();

        assertThat(carol.announce(FRUIT_CHANGES).agreed()).isFalse();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(clock.getAsLong() - before).isBetween(PATIENCE.toNanos(), 2 * PATIENCE.toNanos());
    }

    private boolean agreed() {
        return alice.announce(FRUIT_CHANGES).agreed();
    }

    private void timePassesForAlice() {
        clock.pass(STEP);
        alice.step(Duration.ZERO);
    }

    /** Between two looks a writer really waits. */
    private void muchTimePassesForAlice() {
        for (int i = 0; i < 4; i++) {
            timePassesForAlice();
        }
    }

    private void untilItServes(Node node) {
        for (int i = 0; i < 8 && node.place() == null; i++) {
            node.step(Duration.ZERO);
            clock.pass(STEP);
            alice.step(Duration.ZERO);
        }
        node.step(Duration.ZERO);
        assertThat(node.place()).isNotNull();
    }
}
