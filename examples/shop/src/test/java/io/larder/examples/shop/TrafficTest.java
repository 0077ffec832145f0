package io.larder.examples.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.examples.shop.Operation.Question;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final int MANY = 20_000;

    @Test
    void theSameSeedGivesTheSameTraffic() {
        assertThat(first(new Traffic(7, 10))).isEqualTo(first(new Traffic(7, 10)));
        assertThat(first(new Traffic(7, 10))).isNotEqualTo(first(new Traffic(8, 10)));
    }

    @Test
    void theShareOfWritesIsTheOneThatWasAskedFor() {
        long questions = first(new Traffic(7, 10)).stream()
                .filter(Question.class::isInstance)
                .count();

        assertThat(questions / (double) MANY).isBetween(0.89, 0.91);
    }

    @Test
    void everyNumberCanBeDrawnAndFewAreHot() {
        Zipf zipf = new Zipf(100);
        SplittableRandom random = new SplittableRandom(7);

        int[] drawn = IntStream.generate(() -> zipf.draw(random)).limit(MANY).toArray();

        assertThat(IntStream.of(drawn).distinct().count()).isEqualTo(100);
        assertThat(IntStream.of(drawn)).allMatch(number -> number >= 1 && number <= 100);
        long hottest = IntStream.rangeClosed(1, 100)
                .mapToLong(
                        number -> IntStream.of(drawn).filter(n -> n == number).count())
                .max()
                .orElseThrow();
        // 1 / (1 + 1/2 + ... + 1/100)
        assertThat(hottest / (double) MANY).isBetween(0.17, 0.22);
    }

    private static List<Operation> first(Traffic traffic) {
        return Stream.generate(traffic::next).limit(MANY).toList();
    }
}
