package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import java.util.List;
import java.util.Random;

/** What only MariaDB can do, or says in its own way. */
final class MariaDbDialect implements Dialect {
    private static final String READER = Step.DATABASE + "_reader";

    private final Random random;

    MariaDbDialect(Random random) {
        this.random = random;
    }

    @Override
    public void addObjects(RandomSchema schema) {
        List<Table> plain = schema.plain();
        Table table = plain.get(random.nextInt(plain.size()));
        for (String event : List.of("insert", "update", "delete")) {
            schema.run("create trigger count_" + event + " after " + event + " on " + table.name()
                    + " for each row update tally set n = coalesce(n, 0) + 1 where id = 1");
        }
        schema.spreads(table.name(), "tally");
        Table first = plain.get(0);
        String number = Vocabulary.number(first);
        schema.run("create function bump(which integer) returns integer begin update " + first.name() + " set " + number
                + " = coalesce(" + number + ", 0) + 1 where id = which; return which; end");
        schema.run("create function how_many() returns bigint reads sql data return (select count(*) from "
                + first.name() + ")");
        schema.run("create procedure sweep(which integer) delete from " + first.name() + " where id = which");
        schema.addNumbered(
                "parted",
                " partition by range (id) (partition low values less than (8), partition high values less than maxvalue)");
        schema.addNumbered("loose", " engine = MyISAM");
        schema.run("create view invoker_view as select id, n from parted");
        schema.run("grant select, insert, update, delete on " + Step.DATABASE + ".tally to " + READER);
    }

    @Override
    public void addQueries(Menu<Template> menu, Vocabulary words) {
        menu.addWild(1, () -> words.ordered("select how_many()"))
                .add(
                        8,
                        () -> words.ordered(
                                "select id, n from parted partition (" + words.any("low", "high") + ") order by id"))
                .add(8, () -> words.ordered("select id, n from invoker_view order by id"))
                .add(1, () -> words.ordered("select @tenant, id from tally order by id"))
                .add(1, () -> words.ordered("select id from swap_one where n > coalesce(@tenant, 0) order by id"))
                .add(
                        4,
                        () -> words.ordered("select group_concat(id order by id) as ids from "
                                + words.table().name()))
                .add(1, () -> words.ordered("select database() is null, count(*) from tally"))
                .add(4, () -> words.ordered("select id, label || 'x' as joined from swap_one order by id"))
                .add(4, () -> words.ordered("select /*! straight_join */ id from swap_two order by id"))
                .add(4, () -> words.ordered("select id from tally # why?\n order by id"))
                .add(4, () -> words.ordered("select id, n from " + Step.DATABASE + ".tally order by id"))
                .add(4, () -> words.ordered("select id, n from loose order by id"))
                .add(1, () -> sharing(words));
    }

    private static Template sharing(Vocabulary words) {
        Table t = words.table();
        Template locking =
                words.writing("select id from " + t.name() + " where id = {ID} lock in share mode", t.name());
        return new Template(locking.text(), true, locking.locks());
    }

    @Override
    public void addWrites(Menu<Template> menu, Vocabulary words) {
        menu.add(2, () -> two(words))
                .add(1, () -> deleteUsing(words))
                .add(1, () -> replace(words))
                .add(
                        1,
                        () -> words.writing(
                                "insert ignore into swap_one (id, n) values ({ID}, {INT}), (3, 3)", "swap_one"))
                .addWild(1, () -> words.writing("call sweep({ID})", first(words)))
                .add(2, () -> words.writing("update parted set n = {INT} where id = {ID}", "parted"))
                .add(1, () -> words.writing("update parted set id = {ID} where id = {ID}", "parted"))
                .add(1, () -> words.writing("update invoker_view set n = {INT} where id = {ID}", "parted"))
                .add(1, () -> words.writing("insert into loose (id, n) values ({ID}, {INT})", "loose"))
                .add(1, () -> words.writing("update swap_one set n = {INT} order by id limit 2", "swap_one"))
                .add(1, () -> words.writing("insert into swap_one set id = {ID}, n = {INT}", "swap_one"));
    }

    private static String first(Vocabulary words) {
        return words.schema().tables().get(0).name();
    }

    /** One statement updates two tables. */
    private static Template two(Vocabulary words) {
        Table t = words.table();
        Table u = words.table();
        return words.writing(
                "update " + t.name() + " a join " + u.name() + " b on a.id = b.id set a." + Vocabulary.number(t)
                        + " = {INT}, b." + Vocabulary.number(u) + " = {INT} where a.id = {ID}",
                t.name(),
                u.name());
    }

    private static Template deleteUsing(Vocabulary words) {
        Table t = words.table();
        Table u = words.table();
        return words.writing(
                words.any(
                        "delete a from " + t.name() + " a join " + u.name() + " b on a.id = b.id where a.id = {ID}",
                        "delete from a using " + t.name() + " a join " + u.name()
                                + " b on a.id = b.id where a.id = {ID}"),
                t.name(),
                u.name());
    }

    private static Template replace(Vocabulary words) {
        Table t = words.table();
        return words.writing(
                "replace into " + t.name() + " (id, " + Vocabulary.number(t) + ") values ({ID}, {INT})", t.name());
    }

    @Override
    public void addWritesThatReturn(Menu<Template> menu, Vocabulary words) {
        menu.add(2, () -> {
                    Table t = words.table();
                    return words.writing(
                            "insert into " + t.name() + " (id, " + Vocabulary.number(t)
                                    + ") values ({ID}, {INT}) returning id",
                            t.name());
                })
                .add(2, () -> {
                    Table t = words.table();
                    return words.writing("delete from " + t.name() + " where id = {ID} returning id", t.name());
                })
                .add(1, () -> words.writing("insert into ticket (n) values ({INT}) returning id, n", "ticket"))
                .addWild(1, () -> words.writing("select bump({ID})", first(words)));
    }

    @Override
    public void addDefinitions(Menu<String> menu, Vocabulary words) {
        menu.add(2, () -> "rename table swap_one to swap_x, swap_two to swap_one, swap_x to swap_two")
                .add(1, () -> "create or replace table fleeting_table as select id, 7 as n from " + words.tableName())
                .add(1, () -> "alter table parted truncate partition low")
                .add(1, () -> "analyze table " + words.tableName())
                .add(
                        1,
                        () -> "create or replace function how_many() returns bigint reads sql data return"
                                + " (select count(*) from " + words.tableName() + ")")
                .add(
                        1,
                        () -> "create table " + Step.DATABASE + "_s1." + words.tableName()
                                + " (id integer primary key)")
                .add(1, () -> "drop table " + Step.DATABASE + "_s1." + words.tableName())
                .add(
                        1,
                        () -> (words.oneIn(2) ? "revoke select on " : "grant select on ") + Step.DATABASE + ".tally "
                                + (words.oneIn(2) ? "from " : "to ") + READER);
    }

    @Override
    public List<String> shadowings(String table) {
        return List.of(
                "create temporary table " + table + " as select * from " + table + " where id < 3",
                "insert into " + table + " (id) values (90), (91)",
                "drop temporary table " + table);
    }

    @Override
    public List<String> opening() {
        return List.of();
    }

    @Override
    public List<String> settings() {
        return List.of(
                "use " + Step.DATABASE,
                "use " + Step.DATABASE,
                "use " + Step.DATABASE,
                "use " + Step.DATABASE + "_s1",
                "use " + Step.DATABASE + "_s2",
                "set time_zone = '+09:00'",
                "set time_zone = '+00:00'",
                "set sql_mode = 'ANSI_QUOTES,STRICT_TRANS_TABLES'",
                "set sql_mode = 'PIPES_AS_CONCAT,STRICT_TRANS_TABLES'",
                "set sql_mode = default",
                "set sql_mode = default",
                "set session sql_select_limit = 1000",
                "set session sql_select_limit = default",
                "set names utf8mb4 collate utf8mb4_bin",
                "set names utf8mb4",
                "set group_concat_max_len = 5",
                "set group_concat_max_len = default",
                "set @tenant = 1",
                "set @tenant = null",
                "set role " + READER,
                "set role none",
                "set role none",
                "set autocommit = 0",
                "set autocommit = 1",
                "set foreign_key_checks = 0",
                "set foreign_key_checks = 1",
                "set foreign_key_checks = 1");
    }

    @Override
    public List<String> beginnings() {
        return List.of(
                "begin",
                "start transaction",
                "start transaction",
                "start transaction with consistent snapshot",
                "start transaction read only",
                "set session transaction isolation level read committed",
                "set session transaction isolation level repeatable read",
                "set transaction isolation level read committed");
    }
}
