package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** Jdbi over HikariCP, and by the URL alone. */
class JdbiStackTest extends StackRules {
    @Override
    Shop open(String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(2);
        pool.setMinimumIdle(1);
        return new JdbiShop(Jdbi.create(pool), pool::close);
    }

    @Test
    void withoutAPoolEachConnectionIsServed() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                Shop shop = filled(stage);
                Shop poolless = new JdbiShop(Jdbi.create(stage.url()), () -> {})) {
            shop.all();
            assertThat(poolless.all()).hasSize(2);
            assertThat(stage.statistics().hits()).isOne();
        }
    }
}
