package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.SharedFigures;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import io.larder.sql.UsedNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final long MILLISECOND = 1_000_000;
    private static final Set<TableName> FRUIT = Set.of(new TableName("fruit"));

    private final Statistics all = new Statistics();
    private final Texts texts = new Texts(100, all);

    @Test
    void whatIsCountedOfATextIsCountedOfItsDatabaseAsWell() {
        texts.of(read("a", Set.of())).miss();
        texts.of(read("a", Set.of())).stored(3, 1_000);
        texts.of(read("a", Set.of())).hit();
        texts.of(read("a", Set.of())).hit();
        texts.of(read("b", Set.of())).hit();
        texts.of(read("b", Set.of())).bypassed(BypassReason.TABLE_CHANGING);

        TextFigures.Snapshot a = texts.of(read("a", Set.of())).snapshot();
        assertThat(a.hits()).isEqualTo(2);
        assertThat(a.requests()).isEqualTo(3);
        assertThat(a.rows()).isEqualTo(3);
        assertThat(a.bytes()).isEqualTo(1_000);
        TextFigures.Snapshot b = texts.of(read("b", Set.of())).snapshot();
        assertThat(b.requests()).isEqualTo(2);
        assertThat(b.bypasses()).isEqualTo(Map.of(BypassReason.TABLE_CHANGING, 1L));
        CacheStatistics database = all.snapshot(0, 0, SharedFigures.NONE);
        assertThat(database.hits()).isEqualTo(3);
        assertThat(database.misses()).isEqualTo(1);
        assertThat(database.stores()).isEqualTo(1);
        assertThat(database.bypasses()).isEqualTo(Map.of(BypassReason.TABLE_CHANGING, 1L));
    }

    @Test
    void hitsSaveWhatTheDatabaseTakesOnAverage() {
        TextFigures text = texts.of(read("a", Set.of()));
        text.took(10 * MILLISECOND);
        text.took(20 * MILLISECOND);
        text.hit();
        text.hit();

        assertThat(text.snapshot().meanDatabaseNanos()).isEqualTo(15 * MILLISECOND);
        assertThat(text.snapshot().savedNanos()).isEqualTo(30 * MILLISECOND);
    }

    @Test
    void whatWasSavedNeverFalls() {
        TextFigures text = texts.of(read("a", Set.of()));
        text.took(20 * MILLISECOND);
        text.hit();
        text.sharedHit();
        assertThat(texts.savedNanos()).isEqualTo(40 * MILLISECOND);

        text.took(10 * MILLISECOND);
        assertThat(texts.savedNanos()).isEqualTo(40 * MILLISECOND);
        text.hit();
        assertThat(texts.savedNanos()).isEqualTo(55 * MILLISECOND);
    }

    @Test
    void whatATextHasSavedOutlivesIt() {
        Texts few = new Texts(1, all);
        few.of(read("a", Set.of())).took(20 * MILLISECOND);
        few.of(read("a", Set.of())).hit();
        few.of(read("b", Set.of())).took(MILLISECOND);
        few.of(read("c", Set.of())).took(MILLISECOND);

        assertThat(few.figures()).hasSizeLessThan(3);
        assertThat(few.savedNanos()).isEqualTo(20 * MILLISECOND);
    }

    @Test
    void whatForgottenTextsHadCountedStaysCountedForTheirTables() {
        Texts few = new Texts(1, all);
        for (String template : List.of("a", "b", "c", "d")) {
            few.of(read(template, FRUIT)).miss();
            few.of(read(template, FRUIT)).hit();
        }

        assertThat(few.figures()).hasSizeLessThan(4);
        TableFigures fruit = figures(few, FRUIT);
        assertThat(fruit.requests()).isEqualTo(8);
        assertThat(fruit.hits()).isEqualTo(4);
        assertThat(fruit.misses()).isEqualTo(4);
        assertThat(fruit.texts()).isEqualTo(few.figures().size());
    }

    @Test
    void whoeverStillHasAForgottenTextCountsForItsTables() {
        Texts few = new Texts(1, all);
        TextFigures forgotten = few.of(read("a", FRUIT));
        forgotten.took(20 * MILLISECOND);
        few.of(read("b", Set.of())).miss();
        few.of(read("c", Set.of())).miss();
        assertThat(few.figures()).doesNotContain(forgotten);

        forgotten.hit();
        assertThat(figures(few, FRUIT).hits()).isEqualTo(1);
        forgotten.sharedHit();
        forgotten.bypassed(BypassReason.TABLE_CHANGING);

        TableFigures fruit = figures(few, FRUIT);
        assertThat(fruit.hits()).isEqualTo(2);
        assertThat(fruit.sharedHits()).isEqualTo(1);
        assertThat(fruit.bypassed()).isEqualTo(1);
        assertThat(few.savedNanos()).isEqualTo(40 * MILLISECOND);
    }

    @Test
    void whatWasCountedForATableStaysThereWhenItsTextReadsAnother() {
        TextFigures text = texts.of(read("a", FRUIT));
        text.hit();
        text.reads(Set.of(new TableName("basket")));
        text.miss();

        assertThat(figures(texts, FRUIT).hits()).isEqualTo(1);
        assertThat(figures(texts, FRUIT).texts()).isZero();
        TableFigures basket = figures(texts, Set.of(new TableName("basket")));
        assertThat(basket.hits()).isZero();
        assertThat(basket.misses()).isEqualTo(1);
    }

    @Test
    void namesThatAreInventedDoNotFillTheMemory() {
        TableAccounts accounts = new TableAccounts();
        Outcomes hit = new Outcomes(1, 1, 0, 0, 0);
        accounts.add(FRUIT, hit);
        for (int i = 0; i < 2 * TableAccounts.MAXIMUM; i++) {
            accounts.add(Set.of(new TableName("t" + i)), hit);
        }
        accounts.add(FRUIT, hit);

        assertThat(accounts.outcomes())
                .hasSize(TableAccounts.MAXIMUM)
                .containsEntry(new TableName("fruit"), hit.and(hit));
    }

    private static Read read(String template, Set<TableName> tables) {
        return new Read(template, 0, tables, UsedNames.NONE, Optional.empty());
    }

    private static TableFigures figures(Texts texts, Set<TableName> table) {
        return TableFigures.of(texts, Map.of()).stream()
                .filter(figures -> table.contains(figures.table()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void hitsFromElsewhereAreHits() {
        texts.of(read("a", Set.of())).hit();
        texts.of(read("a", Set.of())).sharedHit();

        assertThat(texts.of(read("a", Set.of())).snapshot().hits()).isEqualTo(2);
        assertThat(texts.of(read("a", Set.of())).snapshot().sharedHits()).isEqualTo(1);
        CacheStatistics database = all.snapshot(0, 0, SharedFigures.NONE);
        assertThat(database.hits()).isEqualTo(2);
        assertThat(database.sharedHits()).isEqualTo(1);
    }

    @Test
    void cheapTextsAreNotWorthWaitingFor() {
        texts.of(read("cheap", Set.of())).took(MILLISECOND / 10);
        texts.of(read("dear", Set.of())).took(10 * MILLISECOND);

        assertThat(texts.of(read("cheap", Set.of())).isWorthSharing()).isFalse();
        assertThat(texts.of(read("dear", Set.of())).isWorthSharing()).isTrue();
        assertThat(texts.of(read("unseen", Set.of())).isWorthSharing()).isTrue();
    }

    @Test
    void afterWaitingInVainATextGoesAloneForAWhile() {
        TextFigures text = texts.of(read("dear", Set.of()));
        text.took(10 * MILLISECOND);
        text.wasOfNoUse();

        int alone = 0;
        while (!text.isWorthSharing()) {
            alone++;
        }
        assertThat(alone).isEqualTo(64);
    }
}
