package io.larder.integration.stacks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

/** Plain JDBC over HikariCP, by jdbcUrl. */
class HikariStackTest extends StackRules {
    @Override
    Shop open(String url) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(2);
        HikariDataSource pool = new HikariDataSource(config);
        return new PlainShop(pool, pool::close);
    }
}
