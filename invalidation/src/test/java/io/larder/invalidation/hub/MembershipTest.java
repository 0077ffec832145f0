package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a process may serve, and what it does to go on. */
class MembershipTest {
    private static final TableName FRUIT = new TableName("fruit");
    private static final Change FRUIT_CHANGES = new Change.Tables(Set.of(new TableChange(FRUIT, TableChange.Kind.ANY)));
    private static final Duration QUARTER = Hub.OWN_LEASE.dividedBy(4);
    private static final NodeId BOB = NodeId.random();

    private final LookedAtClock clock = new LookedAtClock();
    private final HubInMemory memory = new HubInMemory(clock);
    private final ScriptedHub hub = new ScriptedHub(memory);
    private final TableClocks clocks = new TableClocks();
    private final Dependencies fruit = clocks.dependenciesOn(Set.of(FRUIT));
    private final Node alice = new Node(hub, clocks, Consistency.BOUNDED, Duration.ofSeconds(60), clock);

    @BeforeEach
    void join() {
        memory.join(BOB, "epoch");
        assertThat(step()).isTrue();
    }

    @Test
    void inTheGraceOfAnEpochNothingIsServed() {
        assertThat(alice.lease()).isNotNull();
        assertThat(mayServe()).isFalse();
        passInSteps(Hub.LEASE.minus(QUARTER));
        assertThat(mayServe()).isFalse();
        assertThat(hub.count("join")).isOne();

        passInSteps(QUARTER);
        assertThat(mayServe()).isTrue();
        assertThat(hub.count("join")).isEqualTo(2);
    }

    @Test
    void aLeaseIsRenewedWhenAQuarterOfItHasPassed() {
        untilItServes();
        int acknowledged = hub.count("acknowledge");

        clock.pass(QUARTER);
        step();
        assertThat(hub.count("acknowledge")).isEqualTo(acknowledged);
        clock.pass(Duration.ofNanos(1));
        step();
        step();
        assertThat(hub.count("acknowledge")).isEqualTo(acknowledged + 1);
    }

    /** As if a library were missing. */
    @Test
    @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoseStepsFailIsCutOffLikeOneWhomNobodyAnswers() {
        Node carol = new Node(hub, clocks, Consistency.STRICT, Duration.ofSeconds(60), clock);
        hub.meanwhile("join", () -> {
            throw new NoClassDefFoundError("netty");
        });
        assertThatThrownBy(() -> carol.step(Duration.ZERO)).isInstanceOf(NoClassDefFoundError.class);
        clock.pass(Hub.LEASE.plusNanos(1));

        assertThat(carol.announce(FRUIT_CHANGES).agreed()).isFalse();
    }

    @Test
    void aLeaseThatIsNotRenewedLapses() {
        untilItServes();
        Lease first = alice.lease();

        clock.pass(Hub.OWN_LEASE);
        assertThat(mayServe()).isFalse();

        step();
        assertThat(mayServe()).isTrue();
        assertThat(alice.lease()).isNotSameAs(first);
    }

    @Test
    void aLeaseThatTheHubTookBackIsGoneAtOnceAndWhatIsKeptStaysGood() {
        untilItServes();
        Stamp before = clocks.now();
        Lease lost = alice.lease();
        clock.pass(QUARTER.plusNanos(1));
        hub.refuse("acknowledge", new Reply.LeaseGone<>());

        assertThat(step()).isTrue();
        assertThat(alice.lease()).isNull();
        assertThat(lost != null && lost.isGood(0)).isFalse();

        hub.answer("acknowledge");
        step();
        assertThat(mayServe()).isTrue();
        assertThat(fruit.unchangedSince(before)).isTrue();
    }

    @Test
    void whatIsKeptIsDroppedWithTheMemoryOfTheHub() {
        untilItServes();
        Stamp before = clocks.now();
        hub.refuse("read", new Reply.EpochGone<>());

        assertThat(step()).isTrue();
        assertThat(alice.lease()).isNull();

        hub.answer("read");
        step();
        assertThat(mayServe()).isTrue();
        assertThat(fruit.unchangedSince(before)).isFalse();
    }

    @Test
    void aHubThatDoesNotAnswerLetsTheLeaseLapse() {
        untilItServes();
        hub.cut(true);

        assertThat(step()).isFalse();
        assertThat(mayServe()).isTrue();
        clock.pass(Hub.OWN_LEASE);
        assertThat(step()).isFalse();
        assertThat(alice.lease()).isNull();

        hub.cut(false);
        assertThat(step()).isTrue();
        assertThat(mayServe()).isTrue();
    }

    @Test
    void anAnswerThatComesTooLateRenewsNothing() {
        untilItServes();
        clock.pass(QUARTER.plusNanos(1));
        hub.meanwhile("acknowledge", () -> clock.pass(Hub.OWN_LEASE.minus(QUARTER)));

        assertThat(step()).isFalse();
        assertThat(mayServe()).isFalse();
    }

    @Test
    void whoJoinsTooSlowlyServesNothing() {
        untilItServes();
        clock.pass(Hub.LEASE);
        hub.meanwhile("acknowledge", () -> clock.pass(Hub.OWN_LEASE));

        step();

        assertThat(alice.lease()).isNull();
    }

    @Test
    void aLogWithAGapIsBegunAnew() {
        untilItServes();
        Stamp before = clocks.now();
        announce(1);
        memory.loseLog();
        announce(2);

        int acknowledged = hub.count("acknowledge");
        assertThat(step()).isTrue();
        assertThat(alice.lease()).isNull();
        assertThat(hub.count("acknowledge")).isEqualTo(acknowledged);
        assertThat(step()).isTrue();

        assertThat(mayServe()).isTrue();
        assertThat(fruit.areChanging()).as("open at the head").isTrue();
        assertThat(fruit.unchangedSince(before)).isFalse();
        assertThat(place().at().number()).isEqualTo(2);
    }

    @Test
    void whoLostTheLeaseCatchesUpBeforeItServes() {
        untilItServes();
        loseLease();
        announce(1);
        announce(2);

        step();

        assertThat(mayServe()).isTrue();
        assertThat(place().at().number()).isEqualTo(2);
        assertThat(fruit.areChanging()).isTrue();
    }

    @Test
    void whoCannotCatchUpBeginsAnew() {
        untilItServes();
        loseLease();
        Stamp before = clocks.now();
        announce(1);
        memory.loseLog();

        step();
        assertThat(alice.lease()).isNull();
        step();
        assertThat(mayServe()).isTrue();
        assertThat(fruit.unchangedSince(before)).isFalse();
    }

    @Test
    void whoIsRefusedWhileCatchingUpServesNothing() {
        untilItServes();
        loseLease();
        announce(1);
        for (Reply<?> refusal :
                List.of(new Reply.Unreachable<>("cut"), new Reply.LeaseGone<>(), new Reply.EpochGone<>())) {
            hub.refuse("read", refusal);
            step();
            assertThat(alice.lease()).as(refusal.toString()).isNull();
        }

        hub.answer("read");
        step();
        assertThat(mayServe()).isTrue();
    }

    @Test
    void whoseJoiningIsRefusedServesNothing() {
        loseLease();

        hub.refuse("join", new Reply.LeaseGone<>());
        assertThat(step()).isTrue();
        hub.refuse("join", new Reply.Unreachable<>("cut"));
        assertThat(step()).isFalse();
        hub.answer("join");
        hub.refuse("acknowledge", new Reply.LeaseGone<>());
        step();
        assertThat(alice.lease()).isNull();
    }

    @Test
    void aRenewalThatGetsNoAnswerIsSilenceOfTheHub() {
        untilItServes();
        Lease held = alice.lease();
        clock.pass(QUARTER.plusNanos(1));
        hub.refuse("acknowledge", new Reply.Unreachable<>("cut"));

        assertThat(step()).isFalse();
        assertThat(alice.lease()).isSameAs(held);
    }

    @Test
    void aNewMemoryIsToldOfWhatIsOpen() {
        untilItServes();
        alice.announce(FRUIT_CHANGES);
        memory.loseMemory();

        step();
        step();

        assertThat(memory.head()).isOne();
    }

    @Test
    void aWriterIsToldOnceThatItsIntentIsKnown() {
        untilItServes();
        announce(1);
        int acknowledged = hub.count("acknowledge");

        step();
        step();

        assertThat(hub.count("acknowledge")).isEqualTo(acknowledged + 1);
        assertThat(HubContract.done(memory.read(BOB, memory.epoch(), LogPosition.START, Duration.ZERO))
                        .acknowledged())
                .containsValue(1L);
    }

    @Test
    void intentsOfProcessesThatAreGoneAreSweptNowAndThen() {
        untilItServes();
        int swept = hub.count("sweep");
        passInSteps(Hub.LEASE.multipliedBy(2));
        assertThat(hub.count("sweep")).isEqualTo(swept + 1);
        passInSteps(Hub.LEASE);
        assertThat(hub.count("sweep")).isEqualTo(swept + 1);

        Stamp before = clocks.now();
        hub.refuse("sweep", new Reply.EpochGone<>());
        passInSteps(Hub.LEASE);
        assertThat(hub.count("sweep")).isEqualTo(swept + 2);
        assertThat(fruit.unchangedSince(before)).isFalse();
    }

    @Test
    void whoRetiresServesNothingAndMayWrite() {
        untilItServes();

        assertThat(alice.retire().toCompletableFuture().join()).isEqualTo(new Reply.Done<>(true));

        assertThat(alice.lease()).isNull();
        assertThat(alice.place()).isNull();
        assertThat(alice.announce(FRUIT_CHANGES).agreed()).isTrue();
        assertThat(HubContract.done(memory.acknowledged(memory.epoch()))).containsValue(Long.MAX_VALUE);
    }

    @Test
    void whoRetiresWithoutALeaseTellsNobody() {
        loseLease();

        assertThat(alice.retire().toCompletableFuture().join()).isInstanceOf(Reply.LeaseGone.class);
        assertThat(hub.count("retire")).isZero();
    }

    @Test
    void whoIsClosedServesNothingAndLetsNobodyWait() {
        untilItServes();
        Lease held = alice.lease();

        alice.close();

        assertThat(alice.lease()).isNull();
        assertThat(held != null && held.isGood(0)).isFalse();
        assertThat(step()).isFalse();
        assertThat(alice.announce(FRUIT_CHANGES).agreed()).isFalse();
    }

    private boolean step() {
        return alice.step(Duration.ZERO);
    }

    private boolean mayServe() {
        Lease held = alice.lease();
        boolean allowed = held != null && held.allows(clock.getAsLong());
        assertThat(alice.place() != null).isEqualTo(allowed);
        return allowed;
    }

    private Place place() {
        Place place = alice.place();
        assertThat(place).isNotNull();
        return place == null ? new Place("", LogPosition.START) : place;
    }

    private void loseLease() {
        hub.refuse("read", new Reply.LeaseGone<>());
        step();
        hub.answer("read");
        assertThat(alice.lease()).isNull();
    }

    private void announce(long nonce) {
        memory.join(BOB, "epoch");
        memory.announce(BOB, memory.epoch(), nonce, FRUIT_CHANGES);
    }

    private void untilItServes() {
        passInSteps(Hub.LEASE);
        assertThat(mayServe()).isTrue();
    }

    /** The clock stands still while others have their leases renewed. */
    private void passInSteps(Duration time) {
        Duration left = time;
        while (!left.isZero()) {
            Duration next = left.compareTo(QUARTER) > 0 ? QUARTER : left;
            clock.pass(next);
            memory.join(BOB, "epoch");
            step();
            left = left.minus(next);
        }
    }
}
