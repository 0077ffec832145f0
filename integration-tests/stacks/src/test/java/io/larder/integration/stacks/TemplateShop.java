package io.larder.integration.stacks;

import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/** The shop on JdbcTemplate. */
class TemplateShop {
    private static final RowMapper<String> PRODUCT =
            (row, number) -> row.getInt("id") + " " + row.getString("name") + " " + row.getInt("stock");

    private final JdbcTemplate template;
    private final TemplateAudit audit;

    TemplateShop(JdbcTemplate template, TemplateAudit audit) {
        this.template = template;
        this.audit = audit;
    }

    void createTables() {
        template.execute("create table product (id int primary key, name varchar(40), stock int)");
        template.execute("create table audit (id int generated always as identity primary key, what varchar(40))");
    }

    @Transactional
    public void add(int id, String name, int stock) {
        template.update("insert into product (id, name, stock) values (?, ?, ?)", id, name, stock);
    }

    @Transactional(readOnly = true)
    public String find(int id) {
        try {
            return Objects.requireNonNull(
                    template.queryForObject("select id, name, stock from product where id = ?", PRODUCT, id));
        } catch (EmptyResultDataAccessException none) {
            return "none";
        }
    }

    public List<String> all() {
        return template.query("select id, name, stock from product order by id", PRODUCT);
    }

    @Transactional(readOnly = true, timeout = 60)
    public int pieces() {
        return Objects.requireNonNull(template.queryForObject("select sum(stock) from product", Integer.class));
    }

    @Transactional
    public void sell(int id, int count) {
        int stock = Objects.requireNonNull(
                template.queryForObject("select stock from product where id = ?", Integer.class, id));
        template.update("update product set stock = ? where id = ?", stock - count, id);
    }

    @Transactional
    public void sellAndFail(int id, int count) {
        sell(id, count);
        throw new IllegalStateException(new Shop.Failed());
    }

    /** The audit has a transaction of its own. */
    @Transactional
    public String auditedSale(int id, boolean fails) {
        String before = find(id);
        audit.tried("sale of " + id);
        sell(id, 1);
        if (fails) {
            throw new IllegalStateException(new Shop.Failed());
        }
        return before + ", " + find(id) + ", " + audit.all();
    }

    /** What is nested is rolled back to its savepoint. */
    @Transactional
    public String nestedSale(int id) {
        sell(id, 1);
        audit.tried("nested");
        try {
            audit.triedInVain("in vain");
        } catch (IllegalArgumentException expected) {
            return find(id) + audit.all();
        }
        return "not rolled back";
    }

    @Transactional(readOnly = true)
    public String allReadOnly() {
        return all() + find(1);
    }

    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public String allOfOneSnapshot() {
        return all() + find(1);
    }

    @Transactional(readOnly = true, isolation = Isolation.SERIALIZABLE)
    public String allSerializable() {
        return all() + find(1);
    }

    @Transactional(readOnly = true)
    public String writeInReadOnly() {
        return "updated " + template.update("update product set stock = stock where id = 1");
    }

    @Transactional
    public String addManyWithKeys() {
        List<Object[]> many = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            many.add(new Object[] {"many " + i});
        }
        int rows = template.batchUpdate("insert into audit (what) values (?)", many).length;
        KeyHolder key = new GeneratedKeyHolder();
        template.update(
                connection -> {
                    PreparedStatement insert =
                            connection.prepareStatement("insert into audit (what) values (?)", new String[] {"id"});
                    insert.setString(1, "with key");
                    return insert;
                },
                key);
        return rows + " rows, key " + key.getKey() + audit.all();
    }

    @Transactional
    public String badSql() {
        return String.valueOf(template.queryForObject("select no_such_column from product", String.class));
    }
}
