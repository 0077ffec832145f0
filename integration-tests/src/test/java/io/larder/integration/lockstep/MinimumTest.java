package io.larder.integration.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MinimumTest {
    private static final List<Integer> MANY = IntStream.range(0, 500).boxed().toList();

    @Test
    void onlyWhatItTakesIsLeft() {
        List<Integer> least = Minimum.of(MANY, list -> failing(list), () -> true);

        assertThat(least).containsExactly(17, 230, 231);
    }

    @Test
    void whatComesAfterTheFailureIsGone() {
        List<Integer> least = Minimum.of(
                MANY,
                list -> list.contains(3) ? Optional.of(list.subList(0, list.indexOf(3) + 1)) : Optional.empty(),
                () -> true);

        assertThat(least).containsExactly(3);
    }

    @Test
    void withoutTimeItIsAsItWas() {
        assertThat(Minimum.of(MANY, list -> failing(list), () -> false)).isEqualTo(MANY);
    }

    @Test
    void itStopsWhenTimeIsUpWithSomethingThatFails() {
        AtomicInteger left = new AtomicInteger(12);

        List<Integer> least = Minimum.of(MANY, list -> failing(list), () -> left.decrementAndGet() > 0);

        assertThat(failing(least)).isPresent();
        assertThat(least).hasSizeLessThan(MANY.size());
    }

    private static Optional<List<Integer>> failing(List<Integer> list) {
        return list.containsAll(List.of(17, 230, 231)) ? Optional.of(list) : Optional.empty();
    }
}
