package io.larder.jdbc.statement;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.jdbc.database.CapturedRows;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ShadowCheckTest {
    private record Rows(List<String> all) implements CapturedRows {
        @Override
        public int rowCount() {
            return all.size();
        }

        @Override
        public Object row(int index) {
            return all.get(index);
        }

        @Override
        public long sizeInBytes() {
            return 0;
        }
    }

    private static boolean areSame(List<String> one, List<String> other) {
        return ShadowCheck.areSame(new Rows(one), new Rows(other));
    }

    @Test
    void theSameRowsInAnotherOrderAreTheSame() {
        assertThat(areSame(List.of("a", "b", "a"), List.of("a", "b", "a"))).isTrue();
        assertThat(areSame(List.of("a", "b", "a"), List.of("a", "a", "b"))).isTrue();
        assertThat(areSame(List.of(), List.of())).isTrue();
    }

    @Test
    void anotherRowOrAnotherNumberOfThemIsADifference() {
        assertThat(areSame(List.of("a", "b", "a"), List.of("a", "b", "b"))).isFalse();
        assertThat(areSame(List.of("a", "b"), List.of("a", "c"))).isFalse();
        assertThat(areSame(List.of("a"), List.of("a", "a"))).isFalse();
    }
}
