package io.larder.integration.stacks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.hibernate.dialect.Dialect;

/** What Hibernate does to a database, as a story of its own. */
final class HibernateParticulars {
    private final HibernateShop shop;

    HibernateParticulars(HibernateShop shop) {
        this.shop = shop;
    }

    List<String> tell() {
        List<String> told = new ArrayList<>();
        told.add(dialect());
        purchases();
        for (int round = 0; round < 2; round++) {
            told.add(lazyLines());
            told.add(joinedLines());
            told.add(pages());
            told.add(nativeQueries());
            told.add(StackRules.attempt(this::optimisticLock));
            told.add(pessimisticLock());
            told.add(letters());
            told.add(readOnly());
            told.add(bulk());
            told.add(removal());
            told.add(projections());
        }
        return told;
    }

    private String dialect() {
        Dialect dialect = shop.sessions()
                .unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                .getJdbcServices()
                .getDialect();
        return dialect.getClass().getName() + " " + dialect.getVersion();
    }

    /** Sequences, identities and batches. */
    void purchases() {
        shop.inTransaction(entities -> {
            for (int i = 1; i <= 60; i++) {
                Purchase purchase = new Purchase("customer " + i % 7, new BigDecimal(i).movePointLeft(1));
                if (i % 10 == 0) {
                    entities.persist(new Letter(i, "Dear shop, " + "please ".repeat(i)));
                }
                purchase.receipt = new byte[] {(byte) i, 0, -1};
                purchase.add(entities.find(Product.class, 1 + i % 2), 1);
                purchase.add(entities.find(Product.class, 1), 2);
                entities.persist(purchase);
            }
            return true;
        });
    }

    String lazyLines() {
        return shop.inTransaction(entities -> {
            StringBuilder told = new StringBuilder();
            for (Purchase purchase : entities.createQuery(
                            "from Purchase where customer = :who order by id", Purchase.class)
                    .setParameter("who", "customer 3")
                    .getResultList()) {
                told.append(purchase.id).append(' ').append(purchase.madeAt).append(purchase.total);
                purchase.lines.forEach(line -> told.append(' ').append(line.id).append(line.product));
            }
            return told.toString();
        });
    }

    String joinedLines() {
        return shop.with(entities -> entities
                .createQuery(
                        "select distinct p from Purchase p join fetch p.lines l join fetch l.product where p.total > 5 "
                                + "order by p.id",
                        Purchase.class)
                .getResultList()
                .stream()
                .map(purchase -> purchase.id + "/" + purchase.lines.size())
                .toList()
                .toString());
    }

    String pages() {
        return shop.with(entities -> {
            List<Long> ids = new ArrayList<>();
            for (int page = 0; page < 3; page++) {
                entities.createQuery("from Purchase order by id", Purchase.class)
                        .setFirstResult(page * 5)
                        .setMaxResults(5)
                        .getResultStream()
                        .forEach(purchase -> ids.add(purchase.id));
            }
            return ids.toString();
        });
    }

    private String nativeQueries() {
        return shop.inTransaction(entities -> {
            Object[] row = (Object[]) entities.createNativeQuery(
                            "select count(*), max(total) from purchase where customer like :who", Object[].class)
                    .setParameter("who", "customer%")
                    .getSingleResult();
            int rows = entities.createNativeQuery("update purchase set total = total + 1 where id = 1")
                    .executeUpdate();
            Object total = entities.createNativeQuery("select total from purchase where id = 1", BigDecimal.class)
                    .getSingleResult();
            return row[0] + " " + row[1] + " " + rows + " " + total;
        });
    }

    private String optimisticLock() {
        try (EntityManager one = shop.factory().createEntityManager();
                EntityManager other = shop.factory().createEntityManager()) {
            one.getTransaction().begin();
            other.getTransaction().begin();
            one.find(Product.class, 2).stock++;
            other.find(Product.class, 2).stock--;
            one.getTransaction().commit();
            other.getTransaction().commit();
            return "nobody noticed";
        }
    }

    private String pessimisticLock() {
        return shop.inTransaction(entities -> {
            Product product = entities.find(
                    Product.class, 1, LockModeType.PESSIMISTIC_WRITE, Map.of("jakarta.persistence.lock.timeout", 5000));
            product.stock++;
            entities.flush();
            entities.refresh(product, LockModeType.PESSIMISTIC_READ);
            Product forced = entities.find(Product.class, 2, LockModeType.OPTIMISTIC_FORCE_INCREMENT);
            return product + " " + product.version + " " + forced;
        });
    }

    private String letters() {
        return shop.inTransaction(entities -> {
            List<Letter> letters = entities.createQuery("from Letter order by id", Letter.class)
                    .getResultList();
            letters.get(0).text += "!";
            return letters.stream()
                    .map(letter -> letter.id + ":" + letter.text.length())
                    .toList()
                    .toString();
        });
    }

    private String readOnly() {
        return shop.inTransaction(entities -> {
            Session session = entities.unwrap(Session.class);
            session.setDefaultReadOnly(true);
            Product product = session.find(Product.class, 1);
            product.stock = -1;
            return product.name + session.isReadOnly(product);
        });
    }

    private String bulk() {
        return shop.inTransaction(entities -> {
            int updated = entities.createQuery("update versioned Product set name = name || '!' where id = 2")
                    .executeUpdate();
            return updated + entities.find(Product.class, 2).toString();
        });
    }

    private String removal() {
        return shop.inTransaction(entities -> {
            Purchase last = entities.createQuery("from Purchase order by id desc", Purchase.class)
                    .setMaxResults(1)
                    .getSingleResult();
            entities.remove(last);
            entities.flush();
            return last.id + " of "
                    + entities.createQuery("select count(*) from PurchaseLine", Long.class)
                            .getSingleResult();
        });
    }

    String projections() {
        return shop.with(entities -> entities
                .createQuery(
                        "select p.customer, sum(p.total), count(l) from Purchase p left join p.lines l "
                                + "group by p.customer having count(l) > 2 order by p.customer",
                        Object[].class)
                .getResultList()
                .stream()
                .map(row -> row[0] + "=" + row[1] + "/" + row[2])
                .toList()
                .toString());
    }
}
