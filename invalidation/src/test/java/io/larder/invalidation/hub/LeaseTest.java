package io.larder.invalidation.hub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LeaseTest {
    private final Lease lease = new Lease("epoch", true, 100);

    @Test
    void itEndsAtItsEnd() {
        assertThat(lease.allows(99)).isTrue();
        assertThat(lease.allows(100)).isFalse();
        assertThat(lease.isGood(100)).isFalse();
    }

    @Test
    void theClockMayOverflowMeanwhile() {
        assertThat(new Lease("epoch", true, Long.MIN_VALUE + 5).allows(Long.MAX_VALUE))
                .isTrue();
    }

    @Test
    void itsRenewalCountsFromBeforeTheHubWasAsked() {
        long end = 50 + Hub.OWN_LEASE.toNanos();

        assertThat(lease.renew(50, 99)).isTrue();
        assertThat(lease.allows(end - 1)).isTrue();
        assertThat(lease.allows(end)).isFalse();
    }

    @Test
    void whatHasLapsedNeverComesBack() {
        assertThat(lease.renew(50, 100)).isFalse();
        assertThat(lease.allows(100)).isFalse();
    }

    @Test
    void whatIsRevokedNeverComesBack() {
        lease.revoke();

        assertThat(lease.allows(1)).isFalse();
        assertThat(lease.renew(1, 2)).isFalse();
        assertThat(lease.isGood(3)).isFalse();
    }

    @Test
    void inTheGraceItIsGoodAndServesNothing() {
        Lease ofGrace = new Lease("epoch", false, 100);

        assertThat(ofGrace.isOfGrace()).isTrue();
        assertThat(ofGrace.isGood(99)).isTrue();
        assertThat(ofGrace.allows(99)).isFalse();
        assertThat(lease.isOfGrace()).isFalse();
    }
}
