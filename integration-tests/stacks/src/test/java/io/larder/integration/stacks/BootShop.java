package io.larder.integration.stacks;

import java.util.List;
import java.util.Objects;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.ConfigurableApplicationContext;

/** The shop as Spring Boot has it. */
record BootShop(ConfigurableApplicationContext context) implements Shop {
    private TemplateShop products() {
        return context.getBean(TemplateShop.class);
    }

    /** Returns what the health endpoint says of the database. */
    String health() {
        return Objects.requireNonNull(context.getBean("dbHealthContributor", HealthIndicator.class)
                        .health())
                .toString();
    }

    @Override
    public void createTables() {
        products().createTables();
    }

    @Override
    public void add(int id, String name, int stock) {
        products().add(id, name, stock);
    }

    @Override
    public String find(int id) {
        return products().find(id);
    }

    @Override
    public List<String> all() {
        return products().all();
    }

    @Override
    public int pieces() {
        return products().pieces();
    }

    @Override
    public void sell(int id, int count) {
        products().sell(id, count);
    }

    @Override
    public void sellAndFail(int id, int count) {
        products().sellAndFail(id, count);
    }

    @Override
    public List<String> particulars() {
        return List.of(health(), products().allReadOnly(), products().nestedSale(1));
    }

    @Override
    public void close() {
        context.close();
    }
}
