package io.larder.integration.stacks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.transaction.TransactionIsolationLevel;

/** The shop on Jdbi. */
record JdbiShop(Jdbi jdbi, Runnable closing) implements Shop {
    private static final RowMapper<String> PRODUCT =
            (row, context) -> row.getInt("id") + " " + row.getString("name") + " " + row.getInt("stock");

    @Override
    public void createTables() {
        jdbi.useHandle(handle -> {
            handle.execute("create table product (id int primary key, name varchar(40), stock int)");
            handle.createScript("create table note (id int generated always as identity primary key, text varchar(40));"
                            + "create index note_text on note (text)")
                    .execute();
        });
    }

    @Override
    public void add(int id, String name, int stock) {
        jdbi.useHandle(
                handle -> handle.createUpdate("insert into product (id, name, stock) values (:id, :name, :stock)")
                        .bind("id", id)
                        .bind("name", name)
                        .bind("stock", stock)
                        .execute());
    }

    @Override
    public String find(int id) {
        return jdbi.withHandle(handle -> find(handle, id)).orElse("none");
    }

    private static Optional<String> find(Handle handle, int id) {
        return handle.createQuery("select id, name, stock from product where id = :id")
                .bind("id", id)
                .map(PRODUCT)
                .findOne();
    }

    @Override
    public List<String> all() {
        return jdbi.withHandle(handle -> handle.createQuery("select id, name, stock from product order by id")
                .map(PRODUCT)
                .list());
    }

    @Override
    public int pieces() {
        return jdbi.withHandle(handle -> handle.createQuery("select sum(stock) from product")
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void sell(int id, int count) {
        jdbi.useTransaction(handle -> take(handle, id, count));
    }

    @Override
    public void sellAndFail(int id, int count) {
        jdbi.useTransaction(handle -> {
            take(handle, id, count);
            throw new IllegalStateException(new Failed());
        });
    }

    private static void take(Handle handle, int id, int count) {
        int stock = handle.select("select stock from product where id = ?", id)
                .mapTo(Integer.class)
                .one();
        handle.execute("update product set stock = ? where id = ?", stock - count, id);
    }

    @Override
    public List<String> particulars() {
        List<String> told = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            told.add(batchWithKeys());
            told.add(jdbi.withHandle(handle -> handle.createQuery("select * from product where id in (<ids>)")
                    .bindList("ids", 1, 2, 3)
                    .mapToMap()
                    .list()
                    .toString()));
            told.add(jdbi.inTransaction(
                    TransactionIsolationLevel.REPEATABLE_READ, handle -> find(handle, 1) + "" + find(handle, 1)));
            told.add(savepoint());
            told.add(StackRules.attempt(() -> jdbi.withHandle(
                    handle -> handle.execute("insert into product values (1, null, null)") + " inserted")));
        }
        return told;
    }

    private String batchWithKeys() {
        return jdbi.inTransaction(handle -> {
            PreparedBatch batch = handle.prepareBatch("insert into note (text) values (:text)");
            for (int i = 0; i < 3; i++) {
                batch.bind("text", "note " + i).add();
            }
            List<Integer> keys =
                    batch.executePreparedBatch("id").mapTo(Integer.class).list();
            return keys + " of "
                    + handle.createQuery("select count(*) from note")
                            .mapTo(Integer.class)
                            .one();
        });
    }

    private String savepoint() {
        return jdbi.inTransaction(handle -> {
            handle.savepoint("before");
            take(handle, 1, 5);
            handle.rollbackToSavepoint("before");
            handle.savepoint("again");
            take(handle, 2, 1);
            handle.releaseSavepoint("again");
            return find(handle, 1) + "" + find(handle, 2);
        });
    }

    @Override
    public void close() {
        closing.run();
    }
}
