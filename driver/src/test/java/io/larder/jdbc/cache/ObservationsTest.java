package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.SharedFigures;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ObservationsTest {
    @Test
    void theSumIsSaidEachTimeThatThereAreTenTimesAsMany() {
        Observations observations = new Observations(1_000);
        AtomicInteger said = new AtomicInteger();
        for (int i = 0; i < 100_000; i++) {
            observations.hit(() -> {
                said.incrementAndGet();
                return new Statistics().snapshot(0, 0, SharedFigures.NONE);
            });
        }
        assertThat(said).hasValue(3);
    }
}
