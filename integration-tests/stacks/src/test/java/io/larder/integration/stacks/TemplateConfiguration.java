package io.larder.integration.stacks;

import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** An application of Spring without Spring Boot. */
@Configuration
@EnableTransactionManagement
class TemplateConfiguration {
    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(@Value("${shop.url}") String url) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(url);
        pool.setMaximumPoolSize(3);
        pool.setMinimumIdle(1);
        return pool;
    }

    @Bean
    JdbcTransactionManager transactionManager(DataSource dataSource) {
        return new JdbcTransactionManager(dataSource);
    }

    @Bean
    JdbcTemplate template(DataSource dataSource) {
        return new JdbcTemplate(dataSource);
    }

    @Bean
    TemplateAudit audit(JdbcTemplate template) {
        return new TemplateAudit(template);
    }

    @Bean
    TemplateShop shop(JdbcTemplate template, TemplateAudit audit) {
        return new TemplateShop(template, audit);
    }
}
