package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import io.larder.integration.lockstep.Table.Column;

/** Questions about a schema. Their answers are the same wherever a row lies on disk: ordered in full, or not at all. */
final class RandomQueries {
    /** One of this many is particular to the kind of database. */
    private static final int PARTICULAR = 7;

    private final Vocabulary words;
    private final Menu<Template> menu;
    private final Menu<Template> particular;

    RandomQueries(Vocabulary words, Dialect dialect) {
        this.words = words;
        this.menu = new Menu<>(words.wild());
        this.particular = new Menu<>(words.wild());
        addPlain();
        addNested();
        addParticular();
        dialect.addQueries(particular, words);
    }

    Template next() {
        return (words.oneIn(PARTICULAR) ? particular : menu).draw(words.random());
    }

    private void addPlain() {
        menu.add(20, () -> words.ordered("select * from " + words.table().name() + " where id = {ID}"))
                .add(8, this::range)
                .add(8, this::condition)
                .add(3, this::sums)
                .add(3, this::groups)
                .add(2, this::total)
                .add(8, this::join)
                .add(4, this::distinct)
                .add(
                        9,
                        () -> words.unordered(
                                "select * from " + words.any(words.schema().views())))
                .add(2, this::viewJoin);
    }

    private void addNested() {
        menu.add(4, this::exists)
                .add(4, this::scalar)
                .add(4, this::hidden)
                .add(2, this::recursive)
                .add(3, this::windows)
                .add(4, this::sets)
                .add(2, this::derived);
    }

    private void addParticular() {
        menu.add(3, () -> words.ordered("select * from " + words.twin() + " order by id"))
                .add(1, this::cast)
                .add(
                        1,
                        () -> words.ordered(
                                "select id, extra from " + words.table().name() + " where id < {ID} order by id"))
                .add(1, () -> words.unordered("select * from fleeting_view"))
                .add(1, () -> words.unordered("select * from fleeting_table"))
                .add(
                        2,
                        () -> words.ordered(
                                "select id, n, label from " + words.any("swap_one", "swap_two") + " order by id"))
                .add(2, () -> words.ordered("select id, n from ticket where id > {INT} order by id"))
                .add(1, this::clock)
                .add(1, this::locking);
    }

    private Template range() {
        Table t = words.table();
        return words.ordered("select id, " + column(t).name() + " as " + words.any("x", "\"X\"", "c") + " from "
                + t.name() + " where id between {ID} and {ID} order by id desc");
    }

    private Template condition() {
        Table t = words.table();
        Column c = column(t);
        String name = "q." + c.name();
        String condition = words.any(
                name + " is null",
                name + " is not null and id > {ID}",
                name + " <> {" + c.type() + "}",
                name + " = {" + c.type() + "}");
        return words.ordered(
                "select id, " + c.name() + " from " + t.name() + " q where " + condition + " order by q.id limit 5");
    }

    private Template sums() {
        Table t = words.table();
        String number = Vocabulary.number(t);
        return words.ordered("select count(*), sum(" + number + "), min(id), max(" + number + "), count(distinct "
                + column(t).name() + ") from " + t.name() + " where id <> {ID}");
    }

    private Template groups() {
        Table t = words.table();
        String number = Vocabulary.number(t);
        return words.unordered("select " + number + ", count(*) as n from " + t.name() + " group by " + number
                + " having count(*) >= {INT}");
    }

    private Template total() {
        Table t = words.table();
        return words.ordered("select coalesce(sum(" + Vocabulary.number(t) + "), 0) * {INT} from " + t.name());
    }

    private Template join() {
        Table t = words.table();
        Table u = words.table();
        String on = t.references().isEmpty() || !t.references().get(0).parent().equals(u.name())
                ? "a.id = b.id"
                : "a." + t.references().get(0).column() + " = b.id";
        return words.ordered("select a.id, b.id as other, a." + column(t).name() + ", b."
                + column(u).name() + " from " + t.name() + " a " + words.any("join", "left join", "inner join") + " "
                + u.name() + " b on " + on + " where a.id < {ID} order by a.id, b.id");
    }

    private Template distinct() {
        Table t = words.table();
        return words.unordered("select distinct " + column(t).name() + " from " + t.name());
    }

    private Template viewJoin() {
        Table t = words.table();
        return words.unordered("select v.id, v.n1, t." + Vocabulary.number(t) + " from view_of_view v join " + t.name()
                + " t on t.id = v.id where t.id > {ID}");
    }

    private Template exists() {
        Table u = words.table();
        return words.ordered("select id from " + words.table().name() + " o where exists (select 1 from " + u.name()
                + " i where i.id = o.id and i." + Vocabulary.number(u) + " = {INT}) order by id");
    }

    private Template scalar() {
        Table u = words.table();
        return words.ordered("select id, (select max(" + Vocabulary.number(u) + ") from " + u.name() + ") as top from "
                + words.table().name() + " where id in (select id from " + u.name() + " where id > {ID}) order by 1");
    }

    /** The inner name is the table, the outer one is not. */
    private Template hidden() {
        Table t = words.table();
        return words.ordered("with " + t.name() + " as (select id, " + Vocabulary.number(t) + " as v from " + t.name()
                + " where id < {ID}) select id, v from " + t.name() + " order by id");
    }

    private Template recursive() {
        Table t = words.table();
        return words.ordered(
                "with recursive r(n) as (select 1 union all select n + 1 from r where n < 5) select r.n, t."
                        + Vocabulary.number(t) + " from r join " + t.name() + " t on t.id = r.n order by r.n");
    }

    private Template windows() {
        Table t = words.table();
        return words.ordered("select id, row_number() over (partition by " + Vocabulary.number(t)
                + " order by id) as rn, sum(id) over (order by id) as running from " + t.name() + " order by id");
    }

    private Template sets() {
        Table t = words.table();
        Table u = words.table();
        return words.unordered("select id, " + Vocabulary.number(t) + " from " + t.name() + " "
                + words.any("union", "union all", "except", "intersect") + " select id, " + Vocabulary.number(u)
                + " from " + u.name());
    }

    private Template derived() {
        return words.ordered("select count(*) from (select a.id from "
                + words.table().name() + " a cross join " + words.table().name() + " b where b.id = {ID}) s");
    }

    private Template cast() {
        Table t = words.table();
        String type = words.flavor().pick("varchar(60)", "varchar(60)", "char(60)");
        return words.ordered(
                "select id, cast(" + column(t).name() + " as " + type + ") as shown from " + t.name() + " order by id");
    }

    private Template clock() {
        return words.ordered("select count(*), current_timestamp > "
                + ColumnType.TIMESTAMPTZ.literal(words.flavor(), 0) + " as later from "
                + words.table().name());
    }

    private Template locking() {
        Table t = words.table();
        Template locking = words.writing("select id from " + t.name() + " where id = {ID} for update", t.name());
        return new Template(locking.text(), true, locking.locks());
    }

    private Column column(Table table) {
        return table.anyColumn(words.random());
    }
}
