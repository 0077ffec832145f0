package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import io.larder.integration.lockstep.Table.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Statements that write rows of a schema. Those that touch many rows can fail in one way at most, in any order of rows. */
final class RandomWrites {
    private final RandomSchema schema;
    private final Flavor flavor;
    private final Random random;

    RandomWrites(RandomSchema schema, Flavor flavor, Random random) {
        this.schema = schema;
        this.flavor = flavor;
        this.random = random;
    }

    /** A write that gives a count. */
    Template counting() {
        Table t = table();
        int kind = random.nextInt(100);
        if (kind < 25) {
            return writing(t, insert(t));
        }
        if (kind < 55) {
            return writing(t, update(t));
        }
        if (kind < 70) {
            return writing(t, "delete from " + t.name() + " where id = {ID}");
        }
        if (kind < 78) {
            return copying(t, table());
        }
        if (kind < 86) {
            return writing(t, upsert(t));
        }
        if (kind < 90) {
            return new Template(
                    "update " + any(List.of("s1.", "s2.", "")) + "twin set n = n + 1 where id = {ID}",
                    true,
                    Set.of("twin"));
        }
        if (kind < 93) {
            return new Template("update \"View 1\" set n = {INT} where id = {ID}", true, everything());
        }
        return flavor.isPostgres() ? postgres(kind, t) : writing(t, update(t));
    }

    /** A write that gives rows. */
    Template returning() {
        Table t = table();
        if (!flavor.isPostgres()) {
            return writing(t, "select id from final table (" + update(t) + ")");
        }
        return switch (random.nextInt(4)) {
            case 0 -> writing(t, update(t) + " returning *");
            case 1 ->
                writing(
                        t,
                        "with gone as (delete from " + t.name()
                                + " where id = {ID} returning id) select count(*) from gone");
            case 2 -> writing(schema.tables().get(0), "select bump({ID})");
            default -> writing(t, insert(t) + " returning id");
        };
    }

    /** A statement to be run several times with other parameters. */
    Template repeated() {
        Table t = table();
        return writing(t, random.nextBoolean() ? update(t) : upsert(t));
    }

    private Template postgres(int kind, Table t) {
        Table u = table();
        return switch (kind) {
            case 93, 94 ->
                writing(
                        t,
                        "update " + t.name() + " t set " + number(t) + " = u." + number(u) + " from " + u.name()
                                + " u where u.id = t.id and t.id = {ID}");
            case 95 ->
                writing(t, "delete from " + t.name() + " t using " + u.name() + " u where u.id = t.id and t.id = {ID}");
            case 96 -> writing(schema.tables().get(0), "call sweep({ID})");
            case 97 ->
                new Template(
                        "do $$ begin update ruled set n = coalesce(n, 0) + 1 where id < 4; end $$",
                        true,
                        schema.locks("ruled"));
            case 98 ->
                writing(
                        t,
                        "merge into " + t.name() + " t using (values (1), (30)) v(id) on t.id = v.id"
                                + " when matched then update set " + number(t) + " = 77"
                                + " when not matched then do nothing");
            default -> new Template("update parted_high set n = {INT} where id = {ID}", true, schema.locks("parted"));
        };
    }

    private String insert(Table t) {
        List<String> names = new ArrayList<>(List.of("id"));
        names.addAll(t.otherNames());
        return "insert into " + t.name() + " (" + String.join(", ", names) + ") values ({ID}" + holes(t) + ")";
    }

    private static String holes(Table t) {
        StringBuilder holes = new StringBuilder();
        t.columns().forEach(column -> holes.append(", {").append(column.type()).append("?}"));
        t.references().forEach(reference -> holes.append(", {ID}"));
        return holes.toString();
    }

    private String update(Table t) {
        if (!t.references().isEmpty() && random.nextInt(5) == 0) {
            return "update " + t.name() + " set " + t.references().get(0).column() + " = {ID} where id = {ID}";
        }
        Column c = t.anyColumn(random);
        String where = random.nextInt(3) > 0 ? "id = {ID}" : number(t) + " = {INT}";
        String value = random.nextInt(8) == 0 && flavor.isPostgres()
                ? "(select max(" + c.name() + ") from " + t.name() + ")"
                : "{" + c.type() + "?}";
        if (value.startsWith("(") && c.type().hasNoMaximum()) {
            value = "null";
        }
        return "update " + t.name() + " set " + c.name() + " = " + value + " where " + where;
    }

    private Template copying(Table t, Table from) {
        return writing(
                t,
                "insert into " + t.name() + " (id, " + number(t) + ") select id + 1, " + number(from) + " from "
                        + from.name() + " where id < {ID} and id + 1 not in (select id from " + t.name() + ")");
    }

    private String upsert(Table t) {
        String value = "({ID}, {INT})";
        return flavor.isPostgres()
                ? "insert into " + t.name() + " (id, " + number(t) + ") values " + value
                        + (random.nextBoolean()
                                ? " on conflict (id) do update set " + number(t) + " = excluded." + number(t)
                                : " on conflict do nothing")
                : "merge into " + t.name() + " (id, " + number(t) + ") key (id) values " + value;
    }

    private static String number(Table t) {
        return t.columns().get(0).name();
    }

    private Template writing(Table t, String text) {
        // Rows that it returns come in the order in which they lie on disk.
        return new Template(text, false, schema.locks(t.name()));
    }

    private Set<String> everything() {
        Set<String> all = new TreeSet<>();
        schema.tables().forEach(table -> all.addAll(schema.locks(table.name())));
        return all;
    }

    private Table table() {
        return schema.anyTable();
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
