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
        cache.store(question("q", 1), hit, Priority.NORMAL);
        assertThat(cache.find(question("q", 1), Priority.NORMAL)).isSameAs(hit);
        assertThat(cache.find(question("q", 2), Priority.NORMAL)).isEqualTo(Lookup.MISS);
    }

    @Test
    void theBudgetIsNeverExceeded() {
        store("q", 5_000, 10_000, Priority.NORMAL);
        assertThat(cache.sizeInBytes()).isBetween(500_000L, 1_000_000L);
        assertThat(cache.size()).isLessThan(100);
        assertThat(cache.evictions()).isEqualTo(5_000 - cache.size());
    }

    @Test
    void whatIsDroppedMadeRoomForNobody() {
        Lookup.Hit hit = hit(100);
        cache.store(question("q", 1), hit, Priority.NORMAL);
        cache.drop(question("q", 1), hit, Priority.NORMAL);
        cache.store(question("q", 2), hit, Priority.NORMAL);
        cache.clear();
        assertThat(cache.size()).isZero();
        assertThat(cache.evictions()).isZero();
    }

    @Test
    void anAnswerLargerThanTheBudgetIsNotKept() {
        cache.store(question("q", 1), hit(2_000_000), Priority.NORMAL);
        assertThat(cache.size()).isZero();
        assertThat(cache.find(question("q", 1), Priority.NORMAL)).isEqualTo(Lookup.MISS);
    }

    @Test
    void anAnswerThatWasReplacedIsNotDroppedInstead() {
        Question question = question("q", 1);
        Lookup.Hit old = hit(100);
        Lookup.Hit young = new Lookup.Hit(new Sized(50), clocks.now(), dependencies, System.nanoTime());
        cache.store(question, young, Priority.NORMAL);
        cache.drop(question, old, Priority.NORMAL);
        assertThat(cache.find(question, Priority.NORMAL)).isSameAs(young);
        cache.drop(question, young, Priority.NORMAL);
        assertThat(cache.find(question, Priority.NORMAL)).isEqualTo(Lookup.MISS);
    }

    @Test
    void whatHasHighPriorityIsNotPushedOutByOthers() {
        store("dear", 40, 10_000, Priority.HIGH);
        store("q", 5_000, 10_000, Priority.NORMAL);
        for (int i = 0; i < 40; i++) {
            assertThat(cache.find(question("dear", i), Priority.HIGH)).isNotEqualTo(Lookup.MISS);
        }
        assertThat(cache.sizeInBytes()).isBetween(800_000L, 1_000_000L);
    }

    @Test
    void whatHasHighPriorityTakesHalfOfTheBudgetAndPushesOutWhatHasNot() {
        store("q", 5_000, 10_000, Priority.NORMAL);
        store("dear", 5_000, 10_000, Priority.HIGH);
        assertThat(cache.sizeInBytes()).isBetween(800_000L, 1_000_000L);
        assertThat(cache.about(SESSION, "q")).hasSizeBetween(40, 50);
        assertThat(cache.about(SESSION, "dear")).hasSizeBetween(40, 50);
    }

    @Test
    void whatThoseOfHighPriorityGiveBackIsForTheOthers() {
        store("dear", 40, 10_000, Priority.HIGH);
        cache.clear();
        store("q", 5_000, 10_000, Priority.NORMAL);
        assertThat(cache.sizeInBytes()).isBetween(900_000L, 1_000_000L);
    }

    @Test
    void whatHasLowPriorityPushesOutNobody() {
        store("q", 95, 9_500, Priority.NORMAL);
        long evictions = cache.evictions();
        store("cheap", 5_000, 9_500, Priority.LOW);
        assertThat(cache.evictions()).isEqualTo(evictions);
        assertThat(cache.about(SESSION, "q")).hasSize(95);
        assertThat(cache.about(SESSION, "cheap")).isEmpty();
    }

    @Test
    void whatHasLowPriorityIsKeptWhileThereIsRoom() {
        cache.store(question("cheap", 1), hit(100), Priority.LOW);
        assertThat(cache.find(question("cheap", 1), Priority.LOW)).isNotEqualTo(Lookup.MISS);
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

    /** So many answers for one text, each of so many bytes. */
    private void store(String text, int count, long size, Priority priority) {
        for (int i = 0; i < count; i++) {
            cache.store(question(text, i), hit(size), priority);
        }
    }

    private Lookup.Hit hit(long size) {
        return new Lookup.Hit(new Sized(size), clocks.now(), dependencies, System.nanoTime());
    }

    private static Question question(String text, int parameter) {
        return new Question(SESSION, "form", text, new Parameter("Int", parameter));
    }
}
