package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import java.util.List;
import java.util.Random;

/** What only H2 can do, or says in its own way. */
final class H2Dialect implements Dialect {
    private final Random random;

    H2Dialect(Random random) {
        this.random = random;
    }

    @Override
    public void addObjects(RandomSchema schema) {
        List<Table> plain = schema.plain();
        Table table = plain.get(random.nextInt(plain.size()));
        schema.run("create alias bump for \"" + H2Routines.class.getName() + ".bump\"");
        schema.run("create alias how_many for \"" + H2Routines.class.getName() + ".howMany\"");
        schema.run("create trigger count_rows after insert, update, delete on " + table.name() + " for each row call \""
                + H2Routines.Counting.class.getName() + "\"");
        schema.spreads(table.name(), "tally");
        schema.run("create materialized view snapshot as select id, "
                + table.columns().get(0).name() + " as n from " + table.name());
    }

    @Override
    public void addQueries(Menu<Template> menu, Vocabulary words) {
        menu.add(
                        8,
                        () -> words.ordered(
                                "select id, " + words.table().columns().get(0).name() + " from "
                                        + words.table().name() + " order by id fetch first 3 rows only"))
                .addWild(1, () -> words.ordered("select how_many()"))
                .add(3, () -> words.ordered("select id, n from snapshot order by id"))
                .add(1, () -> words.ordered("select @tenant, id from tally order by id"))
                .add(1, () -> words.ordered("select id, n from swap_one where n > coalesce(@tenant, 0) order by id"))
                .add(1, () -> words.ordered("select schema(), count(*) from tally"))
                .add(4, () -> words.unordered("table swap_two"));
    }

    @Override
    public void addWrites(Menu<Template> menu, Vocabulary words) {
        menu.add(2, () -> merge(words)).addWild(1, () -> words.writing("call bump({ID})", "tally"));
    }

    private static Template merge(Vocabulary words) {
        return words.writing(
                "merge into swap_one t using (select id, n from swap_two where id < {ID}) u on t.id = u.id"
                        + " when matched and t.n > u.n then delete when matched then update set n = u.n"
                        + " when not matched then insert (id, n) values (u.id, u.n)",
                "swap_one");
    }

    @Override
    public void addWritesThatReturn(Menu<Template> menu, Vocabulary words) {
        menu.add(4, () -> {
                    Table t = words.table();
                    String update = "update " + t.name() + " set " + Vocabulary.number(t) + " = {INT} where id = {ID}";
                    return words.writing("select id from final table (" + update + ")", t.name());
                })
                .add(1, () -> {
                    Table t = words.table();
                    return words.writing(
                            "select id from old table (delete from " + t.name() + " where id = {ID})", t.name());
                })
                .addWild(1, () -> words.writing("select bump({ID})", "tally"));
    }

    @Override
    public void addDefinitions(Menu<String> menu, Vocabulary words) {
        // Tables do not swap names: sessions of H2 then disagree about views of them, each after what it has compiled.
        menu.add(2, () -> "refresh materialized view snapshot")
                .add(1, () -> "alter table " + words.tableName() + " alter column id rename to id")
                .add(1, () -> "create table s1." + words.tableName() + " (id integer primary key, n integer)")
                .add(1, () -> "drop table s1." + words.tableName())
                .add(1, () -> "analyze");
    }

    @Override
    public List<String> shadowings(String table) {
        return List.of(
                "create local temporary table " + table + " (id integer primary key, qty integer)",
                "create local temporary table twin as select id, origin, n from s2.twin",
                "drop table if exists session." + table,
                "drop table if exists session.twin");
    }

    @Override
    public List<String> opening() {
        return List.of("set schema_search_path s1");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "set schema_search_path s1",
                "set schema_search_path s1, public",
                "set schema_search_path s2",
                "set time zone 'Asia/Tokyo'",
                "set time zone 'UTC'",
                "set @tenant = 1",
                "set @tenant = null",
                "set @tenant = null",
                "set schema s2",
                "set schema public",
                "set schema public",
                "set query_timeout 0",
                "set throttle 0");
    }

    @Override
    public List<String> beginnings() {
        return List.of(
                "begin",
                "BEGIN TRANSACTION",
                "set session characteristics as transaction isolation level repeatable read",
                "set session characteristics as transaction isolation level read committed");
    }
}
