package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import io.larder.integration.lockstep.Table.Column;
import java.util.ArrayList;
import java.util.List;

/** Statements that write rows of a schema. Those that touch many rows can fail in one way at most, in any order of rows. */
final class RandomWrites {
    /** One of this many is particular to the kind of database. */
    private static final int PARTICULAR = 6;

    private final Vocabulary words;
    private final Menu<Template> counting;
    private final Menu<Template> particular;
    private final Menu<Template> returning;

    RandomWrites(Vocabulary words, Dialect dialect) {
        this.words = words;
        this.counting = new Menu<>(words.wild());
        this.particular = new Menu<>(words.wild());
        this.returning = new Menu<>(words.wild());
        counting.add(25, () -> on(words.table(), this::insert))
                .add(28, () -> on(words.table(), this::update))
                .add(15, () -> on(words.table(), t -> "delete from " + t.name() + " where id = {ID}"))
                .add(8, this::copying)
                .add(8, () -> on(words.table(), this::upsert))
                .add(4, this::twin)
                .add(4, this::throughAView)
                .add(3, this::swapped)
                .add(2, this::ticket)
                .addWild(4, this::several);
        dialect.addWrites(particular, words);
        dialect.addWritesThatReturn(returning, words);
    }

    /** A write that gives a count. */
    Template counting() {
        return (words.oneIn(PARTICULAR) ? particular : counting).draw(words.random());
    }

    /** A write that gives rows. */
    Template returning() {
        return returning.draw(words.random());
    }

    /** A statement to be run several times with other parameters. */
    Template repeated() {
        return on(words.table(), words.oneIn(2) ? this::update : this::upsert);
    }

    /** How a table is written. */
    private interface Writing {
        String of(Table table);
    }

    private Template on(Table table, Writing writing) {
        return words.writing(writing.of(table), table.name());
    }

    private String insert(Table t) {
        List<String> names = new ArrayList<>(List.of("id"));
        names.addAll(t.otherNames());
        StringBuilder holes = new StringBuilder();
        t.columns().forEach(column -> holes.append(", {").append(column.type()).append("?}"));
        t.references().forEach(reference -> holes.append(", {ID}"));
        return "insert into " + t.name() + " (" + String.join(", ", names) + ") values ({ID}" + holes + ")";
    }

    private String update(Table t) {
        if (!t.references().isEmpty() && words.oneIn(5)) {
            return "update " + t.name() + " set " + t.references().get(0).column() + " = {ID} where id = {ID}";
        }
        Column c = t.anyColumn(words.random());
        String where = words.random().nextInt(3) > 0 ? "id = {ID}" : Vocabulary.number(t) + " = {INT}";
        return "update " + t.name() + " set " + c.name() + " = {" + c.type() + "?} where " + where;
    }

    private Template copying() {
        Table t = words.table();
        Table from = words.table();
        return words.writingFrom(
                "insert into " + t.name() + " (id, " + Vocabulary.number(t) + ") select id + 1, "
                        + Vocabulary.number(from) + " from " + from.name()
                        + " where id < {ID} and id + 1 not in (select id from " + t.name() + ")",
                t.name(),
                from.name());
    }

    private String upsert(Table t) {
        String number = Vocabulary.number(t);
        String insert = "insert into " + t.name() + " (id, " + number + ") values ({ID}, {INT})";
        return words.flavor()
                .pick(
                        insert
                                + words.any(
                                        " on conflict (id) do update set " + number + " = excluded." + number,
                                        " on conflict do nothing"),
                        "merge into " + t.name() + " (id, " + number + ") key (id) values ({ID}, {INT})",
                        insert + " on duplicate key update " + number + " = values(" + number + ")");
    }

    /** The same name in two schemas. */
    private Template twin() {
        return new Template(
                "update " + words.twin() + " set n = n + 1 where id = {ID}", true, java.util.Set.of("twin"));
    }

    private Template throughAView() {
        return words.writingAnything("update \"View 1\" set n = {INT} where id = {ID}");
    }

    private Template swapped() {
        return words.writing(
                "update " + words.any("swap_one", "swap_two") + " set n = {INT}, label = {TEXT} where id = {ID}",
                "swap_one",
                "swap_two");
    }

    /** Its key is made by the database. */
    private Template ticket() {
        return words.writing("insert into ticket (n) values ({INT})", "ticket");
    }

    /** More than one statement in a text. */
    private Template several() {
        Table t = words.table();
        Table u = words.table();
        return words.writing(
                "update " + t.name() + " set " + Vocabulary.number(t) + " = {INT} where id = {ID}; "
                        + words.any(
                                "select id from " + t.name() + " where id < {ID}",
                                "delete from " + u.name() + " where id = {ID}"),
                t.name(),
                u.name());
    }
}
