package io.larder.integration.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.DataAccessException;

/** Spring's JdbcTemplate with declarative transactions, over HikariCP. */
class JdbcTemplateStackTest extends StackRules {
    @Override
    Shop open(String url) {
        AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
        context.getEnvironment().getSystemProperties().put("shop.url", url);
        context.register(TemplateConfiguration.class);
        context.refresh();
        return new SpringShop(context, context.getBean(TemplateShop.class));
    }

    @Test
    void aReadOnlyTransactionThatIsServedSendsNothing() throws Exception {
        try (Stage stage = Stage.larder(StackDatabase.POSTGRESQL);
                SpringShop shop = (SpringShop) filled(stage)) {
            TemplateShop transactional = shop.products();
            String first = transactional.allOfOneSnapshot();
            transactional.allReadOnly();
            int sent = stage.asked().size();
            long hits = stage.statistics().hits();
            assertThat(transactional.allReadOnly()).isEqualTo(first);
            assertThat(stage.statistics().hits()).isEqualTo(hits + 2);
            assertThat(stage.asked()).hasSize(sent);
        }
    }

    /** The shop as the application's context has it. */
    record SpringShop(AnnotationConfigApplicationContext context, TemplateShop products) implements Shop {
        @Override
        public void createTables() {
            products.createTables();
        }

        @Override
        public void add(int id, String name, int stock) {
            products.add(id, name, stock);
        }

        @Override
        public String find(int id) {
            return products.find(id);
        }

        @Override
        public List<String> all() {
            return products.all();
        }

        @Override
        public int pieces() {
            return products.pieces();
        }

        @Override
        public void sell(int id, int count) {
            products.sell(id, count);
        }

        @Override
        public void sellAndFail(int id, int count) {
            products.sellAndFail(id, count);
        }

        @Override
        public List<String> particulars() {
            TemplateAudit audit = context.getBean(TemplateAudit.class);
            List<String> told = new ArrayList<>();
            for (int round = 0; round < 2; round++) {
                told.add(StackRules.attempt(() -> products.auditedSale(1, false)));
                told.add(StackRules.attempt(() -> products.auditedSale(1, true)));
                told.add(audit.all());
                told.add(products.nestedSale(2));
                told.add(products.allReadOnly());
                told.add(products.allOfOneSnapshot());
                told.add(products.allSerializable());
                told.add(StackRules.attempt(products::writeInReadOnly));
                told.add(products.addManyWithKeys());
            }
            told.add(attemptBadSql());
            return told;
        }

        private String attemptBadSql() {
            try {
                return products.badSql();
            } catch (DataAccessException e) {
                return e.getClass().getName() + ": " + e.getMessage();
            }
        }

        @Override
        public void close() {
            context.close();
        }
    }
}
