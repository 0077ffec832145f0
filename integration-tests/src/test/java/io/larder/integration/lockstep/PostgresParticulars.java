package io.larder.integration.lockstep;

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
        List<Table> plain = schema.plain();
        schema.addNumbered("late_tally", "");
        addTrigger("count_rows", "tally", "after insert or update or delete", "", plain);
        addTrigger("count_late", "late_tally", "after insert or update", "deferrable initially deferred", plain);
        addFunctions(plain);
        addPartitions();
        addInheritance();
        addRule();
        addPolicies(plain);
        addSnapshot(plain);
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
        schema.addNumbered("parted", " partition by range (id)");
        schema.run("create table parted_low partition of parted for values from (minvalue) to (8)");
        schema.run("create table parted_high partition of parted for values from (8) to (maxvalue)");
        spreadBothWays("parted", "parted_low");
        spreadBothWays("parted", "parted_high");
        schema.addView("low_view", "select * from parted_low");
    }

    private void addInheritance() {
        schema.addNumbered("elder", "");
        schema.run("create table heir (primary key (id)) inherits (elder)");
        schema.run("insert into heir values (101, 7, 'heir')");
        spreadBothWays("elder", "heir");
    }

    private void spreadBothWays(String one, String other) {
        schema.spreads(one, other);
        schema.spreads(other, one);
    }

    private void addRule() {
        schema.addNumbered("ruled", "");
        schema.run("create rule also as on update to ruled do also"
                + " update tally set n = coalesce(n, 0) + 100 where id = 2");
        schema.spreads("ruled", "tally");
    }

    /** By a setting, by the role, and by what is in another table. */
    private void addPolicies(List<Table> plain) {
        schema.run("do $$ begin create role " + READER + "; exception when others then null; end $$");
        addPolicy("tenancy", "n = nullif(current_setting('app.tenant', true), '')::integer");
        addPolicy("by_role", "label = 'ab' or current_user <> '" + READER + "'");
        addPolicy("by_rows", "exists (select 1 from public." + plain.get(1).name() + " p where p.id = by_rows.id)");
        schema.addView("owner_view", "select id, n from tenancy");
        schema.run("create view invoker_view with (security_invoker) as select id, label from by_role");
        schema.run("grant select, insert, update, delete on all tables in schema public to " + READER);
        schema.run("grant usage on all sequences in schema public to " + READER);
    }

    private void addPolicy(String table, String condition) {
        schema.addNumbered(table, "");
        schema.run("alter table " + table + " enable row level security");
        schema.run("create policy some_rows on " + table + " using (" + condition + ")");
    }

    private void addSnapshot(List<Table> plain) {
        Table table = plain.get(random.nextInt(plain.size()));
        schema.run("create materialized view snapshot as select id, "
                + table.columns().get(0).name() + " as n from " + table.name());
        schema.run("create view view_of_snapshot as select n, count(*) as c from snapshot group by n");
        schema.run("grant select on snapshot, view_of_snapshot to " + READER);
    }
}
