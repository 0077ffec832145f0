package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import io.larder.integration.lockstep.Table.Column;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Questions about a schema. Their answers are the same wherever a row lies on disk: ordered in full, or not at all. */
final class RandomQueries {
    private final RandomSchema schema;
    private final Flavor flavor;
    private final Random random;

    RandomQueries(RandomSchema schema, Flavor flavor, Random random) {
        this.schema = schema;
        this.flavor = flavor;
        this.random = random;
    }

    Template next() {
        int kind = random.nextInt(100);
        if (kind < 60) {
            return plain(kind);
        }
        if (kind < 85) {
            return nested(kind);
        }
        return particular(kind);
    }

    private Template plain(int kind) {
        Table t = schema.anyTable();
        Column c = t.anyColumn(random);
        if (kind < 20) {
            return ordered("select * from " + t.name() + " where id = {ID}");
        }
        if (kind < 28) {
            return ordered("select id, " + c.name() + " as " + any(List.of("x", "\"X\"", "c")) + " from " + t.name()
                    + " where id between {ID} and {ID} order by id desc");
        }
        if (kind < 36) {
            return ordered("select id, " + c.name() + " from " + t.name() + " q where " + condition(c, "q.")
                    + " order by q.id limit 5");
        }
        if (kind < 44) {
            return aggregate(t, c);
        }
        if (kind < 52) {
            return join(t, schema.anyTable());
        }
        if (kind < 56) {
            return unordered("select distinct " + c.name() + " from " + t.name());
        }
        return unordered("select * from " + any(schema.views()));
    }

    private String condition(Column c, String alias) {
        String name = alias + c.name();
        return switch (random.nextInt(4)) {
            case 0 -> name + " is null";
            case 1 -> name + " is not null and id > {ID}";
            case 2 -> name + " <> {" + c.type() + "}";
            default -> name + " = {" + c.type() + "}";
        };
    }

    private Template aggregate(Table t, Column c) {
        String number = t.columns().get(0).name();
        return switch (random.nextInt(3)) {
            case 0 ->
                ordered("select count(*), sum(" + number + "), min(id), max(" + number + "), count(distinct " + c.name()
                        + ") from " + t.name() + " where id <> {ID}");
            case 1 ->
                unordered("select " + number + ", count(*) as n from " + t.name() + " group by " + number
                        + " having count(*) >= {INT}");
            default -> ordered("select coalesce(sum(" + number + "), 0) * {INT} from " + t.name());
        };
    }

    private Template join(Table t, Table u) {
        Column c = t.anyColumn(random);
        Column d = u.anyColumn(random);
        String on = t.references().isEmpty() || !t.references().get(0).parent().equals(u.name())
                ? "a.id = b.id"
                : "a." + t.references().get(0).column() + " = b.id";
        return ordered("select a.id, b.id as other, a." + c.name() + ", b." + d.name() + " from " + t.name() + " a "
                + any(List.of("join", "left join", "inner join")) + " " + u.name() + " b on " + on
                + " where a.id < {ID} order by a.id, b.id");
    }

    private Template nested(int kind) {
        Table t = schema.anyTable();
        Table u = schema.anyTable();
        String number = t.columns().get(0).name();
        String other = u.columns().get(0).name();
        if (kind < 64) {
            return ordered("select id from " + t.name() + " o where exists (select 1 from " + u.name()
                    + " i where i.id = o.id and i." + other + " = {INT}) order by id");
        }
        if (kind < 68) {
            return ordered("select id, (select max(" + other + ") from " + u.name() + ") as top from " + t.name()
                    + " where id in (select id from " + u.name() + " where id > {ID}) order by 1");
        }
        if (kind < 72) {
            // The inner name is the table, the outer one is not.
            return ordered("with " + t.name() + " as (select id, " + number + " as v from " + t.name()
                    + " where id < {ID}) select id, v from " + t.name() + " order by id");
        }
        if (kind < 75) {
            return ordered("with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select r.n, t."
                    + number + " from r join " + t.name() + " t on t.id = r.n order by r.n");
        }
        if (kind < 79) {
            return ordered("select id, row_number() over (partition by " + number
                    + " order by id) as rn, sum(id) over (order by id) as running from " + t.name() + " order by id");
        }
        if (kind < 83) {
            return unordered("select id, " + number + " from " + t.name() + " "
                    + any(List.of("union", "union all", "except", "intersect")) + " select id, " + other + " from "
                    + u.name());
        }
        return ordered("select count(*) from (select a.id from " + t.name() + " a cross join " + u.name()
                + " b where b.id = {ID}) s");
    }

    private Template particular(int kind) {
        Table t = schema.anyTable();
        Column c = t.anyColumn(random);
        if (kind < 89) {
            return ordered("select * from twin order by id");
        }
        if (kind < 91) {
            return ordered(
                    "select id, cast(" + c.name() + " as varchar(60)) as shown from " + t.name() + " order by id");
        }
        if (kind < 92) {
            return ordered("select id, extra from " + t.name() + " where id < {ID} order by id");
        }
        if (kind < 93) {
            return unordered("select * from fleeting_view");
        }
        if (kind < 94) {
            return unordered("select * from fleeting_table");
        }
        if (kind < 95) {
            return ordered("select count(*), current_timestamp > " + ColumnType.TIMESTAMPTZ.literal(flavor, 0)
                    + " as later from " + t.name());
        }
        if (kind < 96) {
            return new Template(
                    "select id from " + t.name() + " where id = {ID} for update", true, schema.locks(t.name()));
        }
        return flavor.isPostgres() ? postgres(kind, t, c) : h2(t, c);
    }

    private Template postgres(int kind, Table t, Column c) {
        return switch (kind) {
            case 96 -> ordered("select how_many(), current_schema(), current_setting('TimeZone')");
            case 97 ->
                ordered("select t.id, l.n from " + t.name() + " t, lateral (select count(*) as n from "
                        + schema.anyTable().name() + " u where u.id <= t.id) l where t.id < {ID} order by t.id");
            case 98 -> unordered("select id, " + c.name() + "::text from only " + t.name() + " where id::text = '3'");
            default -> unordered("table fleeting_snapshot");
        };
    }

    private Template h2(Table t, Column c) {
        return ordered("select id, " + c.name() + " from " + t.name() + " order by id fetch first 3 rows only");
    }

    private static Template ordered(String text) {
        return new Template(text, true, Set.of());
    }

    private static Template unordered(String text) {
        return new Template(text, false, Set.of());
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
