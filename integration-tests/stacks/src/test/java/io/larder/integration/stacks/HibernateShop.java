package io.larder.integration.stacks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.List;
import java.util.function.Function;
import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** The shop on Hibernate, by its own pool and the URL; a persistence context for each piece of work. */
class HibernateShop implements Shop {
    private final String url;
    private SessionFactory factory;

    HibernateShop(String url) {
        this.url = url;
        this.factory = start(url, "none");
    }

    private static SessionFactory start(String url, String schema) {
        return new Configuration()
                .addAnnotatedClass(Product.class)
                .addAnnotatedClass(Purchase.class)
                .addAnnotatedClass(PurchaseLine.class)
                .addAnnotatedClass(Letter.class)
                .setProperty("jakarta.persistence.jdbc.url", url)
                .setProperty("hibernate.hbm2ddl.auto", schema)
                .setProperty("hibernate.jdbc.batch_size", "20")
                .setProperty("hibernate.order_inserts", "true")
                .setProperty("hibernate.connection.pool_size", "3")
                .buildSessionFactory();
    }

    final EntityManagerFactory factory() {
        return factory;
    }

    final SessionFactory sessions() {
        return factory;
    }

    /** Does it in a transaction, which is rolled back if it fails. */
    final <T> T inTransaction(Function<EntityManager, T> work) {
        return factory.callInTransaction(work);
    }

    /** Does it in no transaction. */
    final <T> T with(Function<EntityManager, T> work) {
        try (EntityManager entities = factory.createEntityManager()) {
            return work.apply(entities);
        }
    }

    @Override
    public void createTables() {
        factory.close();
        // Makes them, and then finds that nothing is missing.
        start(url, "update").close();
        start(url, "update").close();
        factory = start(url, "validate");
    }

    @Override
    public void add(int id, String name, int stock) {
        inTransaction(entities -> {
            entities.persist(new Product(id, name, stock));
            return id;
        });
    }

    @Override
    public String find(int id) {
        Product product = with(entities -> entities.find(Product.class, id));
        return product == null ? "none" : product.toString();
    }

    @Override
    public List<String> all() {
        return inTransaction(entities -> entities.createQuery("from Product order by id", Product.class)
                .getResultStream()
                .map(Product::toString)
                .toList());
    }

    @Override
    public int pieces() {
        return with(entities -> entities.createQuery("select sum(stock) from Product", Long.class)
                .getSingleResult()
                .intValue());
    }

    @Override
    public void sell(int id, int count) {
        inTransaction(entities -> take(entities, id, count));
    }

    @Override
    public void sellAndFail(int id, int count) {
        inTransaction(entities -> {
            take(entities, id, count);
            entities.flush();
            throw new IllegalStateException(new Failed());
        });
    }

    private static Product take(EntityManager entities, int id, int count) {
        Product product = entities.find(Product.class, id);
        product.stock -= count;
        return product;
    }

    @Override
    public List<String> particulars() {
        return new HibernateParticulars(this).tell();
    }

    @Override
    public void close() {
        factory.close();
    }
}
