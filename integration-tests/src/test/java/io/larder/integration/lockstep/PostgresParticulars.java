package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Table.Column;
import java.util.List;
import java.util.Random;

/** What only PostgreSQL has, or has in plain SQL: triggers, rules, partitions, inheritance, policies, functions. */
final class PostgresParticulars {
    static final String READER = "lockstep_reader";

    private final RandomSchema schema;
    private final Random random;

    PostgresParticulars(RandomSchema schema, Random random) {
        this.schema = schema;
        this.random = random;
    }

    void add() {
        List<Table> plain = List.copyOf(schema.tables());
        addCounters();
        addTrigger("count_rows", "tally", "after insert or update or delete", "", plain);
        addTrigger("count_late", "late_tally", "after insert or update", "deferrable initially deferred", plain);
        addFunctions(plain);
        addPartitions();
        addInheritance();
        addRule();
        addPolicy();
    }

    private Table numbered(String name) {
        return new Table(
                name, List.of(new Column("n", ColumnType.INT), new Column("label", ColumnType.TEXT)), List.of());
    }

    private Table add(String name, String tail) {
        Table table = numbered(name);
        schema.add(table, schema.create(table, tail));
        return table;
    }

    private void addCounters() {
        add("tally", "");
        add("late_tally", "");
    }

    private void addTrigger(String name, String target, String when, String timing, List<Table> plain) {
        schema.run("create function " + name + "() returns trigger language plpgsql as $$ begin" + " update public."
                + target + " set n = coalesce(n, 0) + 1 where id = 1; return null; end $$");
        Table table = plain.get(random.nextInt(plain.size()));
        String constraint = timing.isEmpty() ? "" : "constraint ";
        schema.run("create " + constraint + "trigger " + name + " " + when + " on " + table.name() + " " + timing
                + " for each row execute function " + name + "()");
        schema.spreads(table.name(), target);
    }

    /** One that writes, and one that reads: neither says so where it is called. */
    private void addFunctions(List<Table> plain) {
        Table table = plain.get(0);
        String number = table.columns().get(0).name();
        schema.run("create function bump(which integer) returns integer language plpgsql as $$ begin"
                + " update public." + table.name() + " set " + number + " = coalesce(" + number
                + ", 0) + 1 where id = which; return which; end $$");
        schema.run("create function how_many() returns bigint stable language sql as" + " 'select count(*) from public."
                + table.name().replace("'", "''") + "'");
        schema.run("create procedure sweep(which integer) language plpgsql as $$ begin" + " delete from public."
                + table.name() + " where id = which; end $$");
    }

    private void addPartitions() {
        add("parted", " partition by range (id)");
        schema.run("create table parted_low partition of parted for values from (minvalue) to (8)");
        schema.run("create table parted_high partition of parted for values from (8) to (maxvalue)");
        spreadBothWays("parted", "parted_low");
        spreadBothWays("parted", "parted_high");
        schema.addView("low_view", "select * from parted_low");
    }

    private void addInheritance() {
        add("elder", "");
        schema.run("create table heir (primary key (id)) inherits (elder)");
        schema.run("insert into heir values (101, 7, 'heir')");
        spreadBothWays("elder", "heir");
    }

    private void spreadBothWays(String one, String other) {
        schema.spreads(one, other);
        schema.spreads(other, one);
    }

    private void addRule() {
        add("ruled", "");
        schema.run("create rule also as on update to ruled do also"
                + " update tally set n = coalesce(n, 0) + 100 where id = 2");
        schema.spreads("ruled", "tally");
    }

    private void addPolicy() {
        add("tenancy", "");
        schema.run("alter table tenancy enable row level security");
        schema.run("create policy own_rows on tenancy using (n = current_setting('app.tenant', true)::integer)");
        schema.run("do $$ begin create role " + READER + "; exception when others then null; end $$");
        schema.run("grant select, insert, update, delete on all tables in schema public to " + READER);
    }
}
