package io.larder.integration.stacks;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.rowNumber;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/** The shop on jOOQ, without generated classes. */
record JooqShop(DSLContext context, Runnable closing) implements Shop {
    private static final Table<Record> PRODUCT = table(name("product"));
    private static final Field<Integer> ID = field(name("product", "id"), SQLDataType.INTEGER);
    private static final Field<String> NAME = field(name("product", "name"), SQLDataType.VARCHAR(40));
    private static final Field<Integer> STOCK = field(name("product", "stock"), SQLDataType.INTEGER);
    private static final Table<Record> NOTE = table(name("note"));
    private static final Field<Integer> NOTE_ID = field(name("note", "id"), SQLDataType.INTEGER.identity(true));
    private static final Field<String> TEXT = field(name("note", "text"), SQLDataType.VARCHAR(40));

    @Override
    public void createTables() {
        context.createTable(PRODUCT).columns(ID, NAME, STOCK).primaryKey(ID).execute();
        context.createTable(NOTE).columns(NOTE_ID, TEXT).primaryKey(NOTE_ID).execute();
    }

    @Override
    public void add(int id, String name, int stock) {
        context.insertInto(PRODUCT, ID, NAME, STOCK).values(id, name, stock).execute();
    }

    @Override
    public String find(int id) {
        return context.select(ID, NAME, STOCK)
                .from(PRODUCT)
                .where(ID.eq(id))
                .fetchOptional(JooqShop::row)
                .orElse("none");
    }

    @Override
    public List<String> all() {
        return context.select(ID, NAME, STOCK).from(PRODUCT).orderBy(ID).fetch(JooqShop::row);
    }

    @Override
    public int pieces() {
        return Objects.requireNonNull(context.select(sum(STOCK)).from(PRODUCT).fetchOneInto(Integer.class));
    }

    @Override
    public void sell(int id, int count) {
        context.transaction(configuration -> take(configuration.dsl(), id, count));
    }

    @Override
    public void sellAndFail(int id, int count) {
        context.transaction(configuration -> {
            take(configuration.dsl(), id, count);
            throw new IllegalStateException(new Failed());
        });
    }

    private static void take(DSLContext in, int id, int count) {
        Integer stock = in.select(STOCK).from(PRODUCT).where(ID.eq(id)).fetchSingle(STOCK);
        in.update(PRODUCT)
                .set(STOCK, Objects.requireNonNull(stock) - count)
                .where(ID.eq(id))
                .execute();
    }

    @Override
    public List<String> particulars() {
        List<String> told = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            told.add(windowed());
            told.add(pages());
            told.add(multiset());
            told.add(returning());
            told.add(batch());
            told.add(upsert());
            told.add(nested());
            told.add(locked());
            told.add(lazily());
            told.add(plain());
            told.add(StackRules.attempt(
                    () -> context.fetch("select nothing from product").toString()));
        }
        return told;
    }

    private String windowed() {
        return context.select(NAME, rowNumber().over().orderBy(STOCK.desc(), ID))
                .from(PRODUCT)
                .orderBy(ID)
                .fetch()
                .format();
    }

    private String pages() {
        return context.select(ID)
                .from(PRODUCT)
                .orderBy(ID)
                .limit(2)
                .offset(1)
                .fetch(ID)
                .toString();
    }

    private String multiset() {
        return context.select(
                        ID,
                        field(select(count())
                                .from(PRODUCT.as("other"))
                                .where(field(name("other", "stock"), Integer.class)
                                        .gt(STOCK))))
                .from(PRODUCT)
                .where(coalesce(NAME, inline("")).likeIgnoreCase("%P%"))
                .orderBy(ID)
                .fetch()
                .formatCSV();
    }

    private String returning() {
        return String.valueOf(context.insertInto(NOTE, TEXT)
                .values("returned")
                .returning(NOTE_ID)
                .fetchOne(NOTE_ID));
    }

    private String batch() {
        List<Query> inserts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            inserts.add(context.insertInto(NOTE, TEXT).values("note " + i));
        }
        int statements = context.batch(inserts).execute().length;
        return statements + "/" + context.fetchCount(NOTE);
    }

    private String upsert() {
        context.insertInto(PRODUCT, ID, NAME, STOCK)
                .values(1, "apple", 1)
                .onConflict(ID)
                .doUpdate()
                .set(STOCK, STOCK.plus(100))
                .execute();
        return find(1);
    }

    /** A transaction in a transaction is a savepoint. */
    private String nested() {
        return context.transactionResult(outer -> {
            take(outer.dsl(), 2, 1);
            try {
                outer.dsl().transaction(inner -> {
                    take(inner.dsl(), 2, 5);
                    throw new IllegalStateException(new Failed());
                });
            } catch (IllegalStateException expected) {
                return outer.dsl().select(STOCK).from(PRODUCT).where(ID.eq(2)).fetchSingle(STOCK) + " left";
            }
            return "not rolled back";
        });
    }

    private String locked() {
        return context.transactionResult(configuration -> configuration
                .dsl()
                .select(ID, STOCK)
                .from(PRODUCT)
                .where(ID.eq(1))
                .forUpdate()
                .fetch()
                .toString());
    }

    private String lazily() {
        try (var cursor = context.selectFrom(NOTE).orderBy(NOTE_ID).fetchSize(2).fetchLazy()) {
            return cursor.fetchNext(3).formatCSV();
        }
    }

    private String plain() {
        return context.fetch("select max(\"id\") as m, count(*) from \"note\" where \"text\" like ?", "note%")
                        .toString()
                + context.select(max(NOTE_ID)).from(NOTE).fetchOne();
    }

    @Override
    public void close() {
        closing.run();
    }

    private static String row(Record row) {
        return row.get(ID) + " " + row.get(NAME) + " " + row.get(STOCK);
    }
}
