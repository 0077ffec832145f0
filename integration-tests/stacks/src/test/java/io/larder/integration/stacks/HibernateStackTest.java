package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Hibernate by the URL alone, with its own pool: the dialect comes from the metadata. */
class HibernateStackTest extends StackRules {
    @Override
    Shop open(String url) {
        return new HibernateShop(url);
    }

    /** It sets a timeout for the lock and takes it back; that is no reason to ask the session who it is. */
    @Test
    void aLockWithATimeoutCostsNoFurtherStatement() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                HibernateShop shop = (HibernateShop) filled(stage)) {
            shop.find(2);
            long before = sessionsRead(stage);
            for (int i = 0; i < 3; i++) {
                shop.inTransaction(entities -> entities.find(
                        Product.class,
                        1,
                        LockModeType.PESSIMISTIC_WRITE,
                        Map.of("jakarta.persistence.lock.timeout", 5000)));
                shop.find(2);
            }
            assertThat(stage.statements()).contains("set local lock_timeout = 5000");
            assertThat(sessionsRead(stage)).isEqualTo(before);
        }
    }

    private static long sessionsRead(Stage stage) {
        return stage.statements().stream()
                .filter(text -> text.startsWith("SELECT pg_catalog.version()"))
                .count();
    }

    /** Several entities by their keys: one query with an array. */
    @ParameterizedTest
    @MethodSource("databases")
    void severalEntitiesByTheirKeysAreAHit(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                HibernateShop shop = (HibernateShop) filled(stage)) {
            assertThat(several(shop)).isEqualTo(several(shop)).isEqualTo("[1 apple 10, 2 pear 20]");
            long hits = stage.statistics().hits();
            several(shop);
            assertThat(stage.statistics().hits()).isEqualTo(hits + 1);
            shop.sell(2, 1);
            assertThat(several(shop)).isEqualTo("[1 apple 10, 2 pear 19]");
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void lazyCollectionsJoinsPagesAndSumsAreHits(StackDatabase database) throws Exception {
        try (Stage stage = Stage.larder(database);
                HibernateShop shop = (HibernateShop) filled(stage)) {
            HibernateParticulars purchases = new HibernateParticulars(shop);
            purchases.purchases();
            String first = looks(purchases);
            for (int round = 0; round < WARM; round++) {
                assertThat(looks(purchases)).isEqualTo(first);
            }
            long misses = stage.statistics().misses();
            int sent = stage.asked().size();
            assertThat(looks(purchases)).isEqualTo(first);
            assertThat(stage.statistics().misses()).isEqualTo(misses);
            assertThat(stage.asked()).hasSize(sent);
        }
    }

    private static String looks(HibernateParticulars purchases) {
        return purchases.lazyLines() + purchases.joinedLines() + purchases.pages() + purchases.projections();
    }

    private static String several(HibernateShop shop) {
        return shop.with(entities -> entities.unwrap(Session.class)
                .findMultiple(Product.class, List.of(1, 2))
                .toString());
    }
}
