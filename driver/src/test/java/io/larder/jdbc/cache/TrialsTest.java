package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.TableClocks;
import io.larder.jdbc.api.TrialFigures;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TrialsTest {
    private final TableClocks clocks = new TableClocks();
    private final Dependencies dependencies = clocks.dependenciesOn(Set.of(new TableName("item")));
    private final Trials all = new Trials(null);
    private final Trials text = new Trials(all);

    @Test
    void aTextThatDiffersTwiceWithoutAWriteInBetweenIsConvicted() {
        text.differed(dependencies, clocks.now());
        assertThat(text.isConvicted()).isFalse();
        text.differed(dependencies, clocks.now());
        assertThat(text.isConvicted()).isTrue();
        assertThat(all.isConvicted()).isFalse();
    }

    @Test
    void aWriteInBetweenMayBeWhatDiffered() {
        text.differed(dependencies, clocks.now());
        clocks.announce(Change.EVERYTHING).committed();
        text.differed(dependencies, clocks.now());
        assertThat(text.isConvicted()).isFalse();
        text.differed(dependencies, clocks.now());
        assertThat(text.isConvicted()).isTrue();
    }

    @Test
    void allThatIsCountedOfATextIsCountedOfItsDatabaseAsWell() {
        text.observedHit(5);
        text.agreed();
        text.differed(dependencies, clocks.now());
        new Trials(all).observedHit(6);

        assertThat(text.snapshot()).isEqualTo(new TrialFigures(1, 5, 2, 1));
        assertThat(all.snapshot()).isEqualTo(new TrialFigures(2, 11, 2, 1));
    }
}
