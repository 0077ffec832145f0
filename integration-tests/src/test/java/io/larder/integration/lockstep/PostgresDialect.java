package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import java.util.List;
import java.util.Random;

/** What only PostgreSQL can do, or says in its own way. */
final class PostgresDialect implements Dialect {
    private static final String READER = PostgresParticulars.READER;

    private final Random random;

    PostgresDialect(Random random) {
        this.random = random;
    }

    @Override
    public void addObjects(RandomSchema schema) {
        new PostgresParticulars(schema, random).add();
    }

    @Override
    public void addQueries(Menu<Template> menu, Vocabulary words) {
        menu.addWild(1, () -> words.ordered("select how_many(), current_schema(), current_setting('TimeZone')"))
                .add(4, () -> lateral(words))
                .add(
                        4,
                        () -> words.unordered(
                                "select id, " + words.table().anyColumn(random).name() + "::text from only "
                                        + words.table().name() + " where id::text = '3'"))
                .add(4, () -> words.unordered("table fleeting_snapshot"))
                .add(8, () -> words.ordered("select id, n from snapshot order by id"))
                .add(4, () -> words.unordered("select * from view_of_snapshot"))
                .add(
                        24,
                        () -> words.ordered(
                                "select * from " + words.any("tenancy", "by_role", "by_rows") + " order by id"))
                .add(
                        12,
                        () -> words.ordered(
                                "select * from " + words.any("owner_view", "invoker_view") + " order by id"))
                .add(
                        12,
                        () -> words.ordered("select id, n from " + words.any("parted", "parted_low", "elder", "heir")
                                + " where id > {ID} order by id"))
                .add(
                        4,
                        () -> words.ordered("select t.tableoid::regclass::text, t.id from "
                                + words.any("parted", "elder") + " t order by t.id"))
                .add(1, () -> words.ordered("select current_user, session_user, (select count(*) from by_role)"))
                .add(4, () -> words.ordered("select last_value from ticket_id_seq"))
                .addWild(4, () -> words.ordered("select sum(n) over (order by id), how_many() from tally order by id"));
    }

    private static Template lateral(Vocabulary words) {
        return words.ordered("select t.id, l.n from " + words.table().name() + " t, lateral (select count(*) as n from "
                + words.table().name() + " u where u.id <= t.id) l where t.id < {ID} order by t.id");
    }

    @Override
    public void addWrites(Menu<Template> menu, Vocabulary words) {
        menu.add(2, () -> updateFrom(words))
                .add(1, () -> deleteUsing(words))
                .addWild(1, () -> words.writing("call sweep({ID})", first(words)))
                .addWild(
                        1,
                        () -> words.writing(
                                "do $$ begin update ruled set n = coalesce(n, 0) + 1 where id < 4; end $$", "ruled"))
                .addWild(
                        1,
                        () -> words.writing(
                                "do $$ begin execute 'update ' || 'swap_one set n = {INT} where id = {ID}'; end $$",
                                "swap_one"))
                .add(1, () -> merge(words))
                .add(1, () -> mergeOfBoth(words))
                .add(2, () -> words.writing("update parted_high set n = {INT} where id = {ID}", "parted"))
                .add(1, () -> words.writing("update parted set id = {ID} where id = {ID}", "parted"))
                .add(1, () -> maximum(words))
                .add(
                        2,
                        () -> words.writing(
                                "update " + words.any("elder", "only elder", "heir")
                                        + " set n = {INT} where id = {ID} or id = 101",
                                "elder"))
                .add(3, () -> policed(words))
                .add(1, () -> words.writing("update owner_view set n = {INT} where id = {ID}", "tenancy"))
                .add(
                        1,
                        () -> words.writing(
                                "insert into ruled (id, n) values ({ID}, {INT}) on conflict do nothing", "ruled"))
                .add(1, () -> words.writing("update ruled set label = {TEXT?} where id = {ID}", "ruled"));
    }

    private static String first(Vocabulary words) {
        return words.schema().tables().get(0).name();
    }

    private static Template updateFrom(Vocabulary words) {
        Table t = words.table();
        Table u = words.table();
        return words.writing(
                "update " + t.name() + " t set " + Vocabulary.number(t) + " = u." + Vocabulary.number(u) + " from "
                        + u.name() + " u where u.id = t.id and t.id = {ID}",
                t.name());
    }

    private static Template deleteUsing(Vocabulary words) {
        Table t = words.table();
        return words.writing(
                "delete from " + t.name() + " t using " + words.table().name() + " u where u.id = t.id and t.id = {ID}",
                t.name());
    }

    private static Template merge(Vocabulary words) {
        Table t = words.table();
        return words.writing(
                "merge into " + t.name() + " t using (values (1), (30)) v(id) on t.id = v.id"
                        + " when matched then update set " + Vocabulary.number(t) + " = 77"
                        + " when not matched then do nothing",
                t.name());
    }

    private static Template mergeOfBoth(Vocabulary words) {
        return words.writing(
                "merge into swap_one t using (select id, n from swap_two where id < {ID}) u on t.id = u.id"
                        + " when matched and t.n > u.n then delete when matched then update set n = u.n"
                        + " when not matched then insert (id, n) values (u.id, u.n)",
                "swap_one");
    }

    private static Template maximum(Vocabulary words) {
        Table t = words.table();
        String number = Vocabulary.number(t);
        return words.writing(
                "update " + t.name() + " set " + number + " = (select max(" + number + ") from " + t.name()
                        + ") where id = {ID}",
                t.name());
    }

    private static Template policed(Vocabulary words) {
        String table = words.any("tenancy", "by_role", "by_rows");
        return words.writing(
                words.any(
                        "update " + table + " set n = {INT} where id = {ID}",
                        "update " + table + " set label = {TEXT} where id = {ID}",
                        "delete from " + table + " where id = {ID}",
                        "insert into " + table + " (id, n, label) values ({ID}, {INT}, {TEXT})"),
                table);
    }

    @Override
    public void addWritesThatReturn(Menu<Template> menu, Vocabulary words) {
        menu.add(2, () -> returning(words, "update ", " set %s = {INT} where id = {ID} returning *"))
                .add(2, () -> gone(words))
                .addWild(2, () -> words.writing("select bump({ID})", first(words)))
                .add(2, () -> returning(words, "insert into ", " (id, %s) values ({ID}, {INT}) returning id"))
                .add(1, () -> words.writing("insert into ticket (n) values ({INT}) returning id, n", "ticket"))
                .add(1, () -> moved(words));
    }

    private static Template returning(Vocabulary words, String before, String after) {
        Table t = words.table();
        return words.writing(before + t.name() + String.format(after, Vocabulary.number(t)), t.name());
    }

    private static Template gone(Vocabulary words) {
        Table t = words.table();
        return words.writing(
                "with gone as (delete from " + t.name() + " where id = {ID} returning id) select count(*) from gone",
                t.name());
    }

    private static Template moved(Vocabulary words) {
        return words.writing(
                "with gone as (delete from swap_one where id = {ID} returning id, n), come as (insert into swap_two (id, n)"
                        + " select id, n from gone on conflict (id) do update set n = excluded.n returning id)"
                        + " select (select count(*) from gone), (select count(*) from come)",
                "swap_one",
                "swap_two");
    }

    @Override
    public void addDefinitions(Menu<String> menu, Vocabulary words) {
        PostgresDefinitions.add(menu, words);
    }

    @Override
    public List<String> shadowings(String table) {
        return List.of(
                "create temporary table " + table + " as select * from public." + table + " where id < 3",
                "insert into pg_temp." + table + " select * from public." + table,
                "drop table pg_temp." + table,
                "discard temp");
    }

    @Override
    public List<String> opening() {
        return List.of("set search_path to s1, public");
    }

    @Override
    public List<String> settings() {
        return List.of(
                "set search_path to s1, public",
                "set search_path = s1, public",
                "SET search_path TO s2, public",
                "set local search_path to s2, public",
                "select set_config('search_path', 's1, public', false)",
                "set schema 'public'",
                "set time zone 'Asia/Tokyo'",
                "set timezone to 'UTC'",
                "set local time zone 'America/New_York'",
                "set datestyle to 'ISO, DMY'",
                "set datestyle to default",
                "set extra_float_digits to 0",
                "reset extra_float_digits",
                "set bytea_output to 'escape'",
                "set bytea_output to 'hex'",
                "set app.tenant = '1'",
                "set app.tenant to '2'",
                "set local app.tenant to '3'",
                "reset app.tenant",
                "select set_config('app.tenant', '3', true)",
                "select set_config('app.tenant', '0', false)",
                "set role " + READER,
                "set role " + READER,
                "set local role " + READER,
                "set session authorization " + READER,
                "reset session authorization",
                "reset session authorization",
                "reset role",
                "reset role",
                "reset role",
                "set role none",
                "set row_security to off",
                "set row_security to on",
                "set enable_hashjoin to off",
                "reset enable_hashjoin",
                "reset all",
                "discard all",
                "discard plans");
    }

    @Override
    public List<String> beginnings() {
        return List.of(
                "begin",
                "BEGIN;",
                "start transaction",
                "begin isolation level repeatable read",
                "begin read only",
                "set session characteristics as transaction isolation level repeatable read",
                "set session characteristics as transaction isolation level read committed");
    }
}
