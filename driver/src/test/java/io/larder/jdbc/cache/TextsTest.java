package io.larder.jdbc.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.larder.cache.shared.SharedFigures;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.sql.BypassReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TextsTest {
    private static final long MILLISECOND = 1_000_000;

    private final Statistics all = new Statistics();
    private final Texts texts = new Texts(100, all);

    @Test
    void whatIsCountedOfATextIsCountedOfItsDatabaseAsWell() {
        texts.of("a").miss();
        texts.of("a").stored(3, 1_000);
        texts.of("a").hit();
        texts.of("a").hit();
        texts.of("b").hit();
        texts.of("b").bypassed(BypassReason.TABLE_CHANGING);

        TextFigures.Snapshot a = texts.of("a").snapshot();
        assertThat(a.hits()).isEqualTo(2);
        assertThat(a.requests()).isEqualTo(3);
        assertThat(a.rows()).isEqualTo(3);
        assertThat(a.bytes()).isEqualTo(1_000);
        TextFigures.Snapshot b = texts.of("b").snapshot();
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
        TextFigures text = texts.of("a");
        text.took(10 * MILLISECOND);
        text.took(20 * MILLISECOND);
        text.hit();
        text.hit();

        assertThat(text.snapshot().meanDatabaseNanos()).isEqualTo(15 * MILLISECOND);
        assertThat(text.snapshot().savedNanos()).isEqualTo(30 * MILLISECOND);
    }

    @Test
    void whatWasSavedNeverFalls() {
        TextFigures text = texts.of("a");
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
        few.of("a").took(20 * MILLISECOND);
        few.of("a").hit();
        few.of("b").took(MILLISECOND);
        few.of("c").took(MILLISECOND);

        assertThat(few.figures()).hasSizeLessThan(3);
        assertThat(few.savedNanos()).isEqualTo(20 * MILLISECOND);
    }

    @Test
    void hitsFromElsewhereAreHits() {
        texts.of("a").hit();
        texts.of("a").sharedHit();

        assertThat(texts.of("a").snapshot().hits()).isEqualTo(2);
        assertThat(texts.of("a").snapshot().sharedHits()).isEqualTo(1);
        CacheStatistics database = all.snapshot(0, 0, SharedFigures.NONE);
        assertThat(database.hits()).isEqualTo(2);
        assertThat(database.sharedHits()).isEqualTo(1);
    }

    @Test
    void cheapTextsAreNotWorthWaitingFor() {
        texts.of("cheap").took(MILLISECOND / 10);
        texts.of("dear").took(10 * MILLISECOND);

        assertThat(texts.of("cheap").isWorthSharing()).isFalse();
        assertThat(texts.of("dear").isWorthSharing()).isTrue();
        assertThat(texts.of("unseen").isWorthSharing()).isTrue();
    }

    @Test
    void afterWaitingInVainATextGoesAloneForAWhile() {
        TextFigures text = texts.of("dear");
        text.took(10 * MILLISECOND);
        text.wasOfNoUse();

        int alone = 0;
        while (!text.isWorthSharing()) {
            alone++;
        }
        assertThat(alone).isEqualTo(64);
    }
}
