package io.larder.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.invalidation.Dependencies;
import io.larder.invalidation.TableClocks;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswerCacheTest {
    private static final SessionKey SESSION = new SessionKey(List.of("db", "alice"));

    private final TableClocks clocks = new TableClocks();
    private final Dependencies dependencies = clocks.dependenciesOn(Set.of(new TableName("t")));
    private final AnswerCache cache = new AnswerCache(1_000_000);

    /** @param sizeInBytes what it claims to occupy */
    private record Sized(long sizeInBytes) implements Answer {}

    @Test
    void whatWasStoredIsFoundByAnEqualQuestion() {
        Lookup.Hit hit = hit(100);
        cache.store(question("q", 1), hit);
        assertThat(cache.find(question("q", 1))).isSameAs(hit);
        assertThat(cache.find(question("q", 2))).isEqualTo(Lookup.MISS);
    }

    @Test
    void theBudgetIsNeverExceeded() {
        for (int i = 0; i < 5_000; i++) {
            cache.store(question("q", i), hit(10_000));
        }
        assertThat(cache.sizeInBytes()).isBetween(500_000L, 1_000_000L);
        assertThat(cache.size()).isLessThan(100);
        assertThat(cache.evictions()).isEqualTo(5_000 - cache.size());
    }

    @Test
    void whatIsDroppedMadeRoomForNobody() {
        Lookup.Hit hit = hit(100);
        cache.store(question("q", 1), hit);
        cache.drop(question("q", 1), hit);
        cache.store(question("q", 2), hit);
        cache.clear();
        assertThat(cache.size()).isZero();
        assertThat(cache.evictions()).isZero();
    }

    @Test
    void anAnswerLargerThanTheBudgetIsNotKept() {
        cache.store(question("q", 1), hit(2_000_000));
        assertThat(cache.size()).isZero();
        assertThat(cache.find(question("q", 1))).isEqualTo(Lookup.MISS);
    }

    @Test
    void anAnswerThatWasReplacedIsNotDroppedInstead() {
        Question question = question("q", 1);
        Lookup.Hit old = hit(100);
        Lookup.Hit young = new Lookup.Hit(new Sized(50), clocks.now(), dependencies, System.nanoTime());
        cache.store(question, young);
        cache.drop(question, old);
        assertThat(cache.find(question)).isSameAs(young);
        cache.drop(question, young);
        assertThat(cache.find(question)).isEqualTo(Lookup.MISS);
    }

    @Test
    void anAnswerHoldsUntilItsAgeOrAChangeEndsIt() {
        Lookup.Hit hit = hit(100);
        long maximumAge = TimeUnit.SECONDS.toNanos(1);
        assertThat(hit.holds(hit.takenAt() + maximumAge - 1, maximumAge)).isTrue();
        assertThat(hit.holds(hit.takenAt() + maximumAge, maximumAge)).isFalse();
        clocks.announce(Change.EVERY_ROW).committed();
        assertThat(hit.holds(hit.takenAt(), maximumAge)).isFalse();
    }

    @Test
    void questionsDifferInEachOfTheirParts() {
        Question question = new Question(SESSION, "form", "q", new Parameter("Int", 5));
        assertThat(question)
                .isEqualTo(new Question(new SessionKey(List.of("db", "alice")), "form", "q", new Parameter("Int", 5)))
                .hasSameHashCodeAs(new Question(SESSION, "form", "q", new Parameter("Int", 5)))
                .isNotEqualTo(new Question(new SessionKey(List.of("db", "bob")), "form", "q", new Parameter("Int", 5)))
                .isNotEqualTo(new Question(SESSION, "other", "q", new Parameter("Int", 5)))
                .isNotEqualTo(new Question(SESSION, "form", "r", new Parameter("Int", 5)))
                .isNotEqualTo(new Question(SESSION, "form", "q", new Parameter("Int", 6)))
                .isNotEqualTo(new Question(SESSION, "form", "q", new Parameter("String", 5)))
                .isNotEqualTo(new Question(SESSION, "form", "q", new Parameter("Int", null)))
                .isNotEqualTo(new Question(SESSION, "form", "q"));
    }

    @Test
    void aSessionIsTheListOfItsPartsAndNotTheirConcatenation() {
        assertThat(new SessionKey(List.of("a", "b,c"))).isNotEqualTo(new SessionKey(List.of("a,b", "c")));
    }

    private Lookup.Hit hit(long size) {
        return new Lookup.Hit(new Sized(size), clocks.now(), dependencies, System.nanoTime());
    }

    private static Question question(String text, int parameter) {
        return new Question(SESSION, "form", text, new Parameter("Int", parameter));
    }
}
