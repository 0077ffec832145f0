package io.larder.integration.stacks;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** An application of Spring Boot. Pool, transactions, migrations and health are Boot's own affair. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
class BootApplication {
    @Bean
    TemplateAudit audit(JdbcTemplate template) {
        return new TemplateAudit(template);
    }

    @Bean
    TemplateShop shop(JdbcTemplate template, TemplateAudit audit) {
        return new TemplateShop(template, audit);
    }
}
