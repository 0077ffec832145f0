package io.larder.integration.lockstep;

import java.util.List;
import java.util.Random;

/** Statements that change the schema, or all of a table at once. No other transaction may be open when they run. */
final class RandomDefinitions {
    private final RandomSchema schema;
    private final Flavor flavor;
    private final Random random;

    RandomDefinitions(RandomSchema schema, Flavor flavor, Random random) {
        this.schema = schema;
        this.flavor = flavor;
        this.random = random;
    }

    String next() {
        int kind = random.nextInt(flavor.pick(20, 10));
        String table = table();
        return switch (kind) {
            case 0, 1 ->
                "alter table " + table + " add column extra "
                        + any(ColumnType.values()).name(flavor);
            case 2 -> "alter table " + table + " drop column extra";
            case 3, 4 ->
                "create or replace view fleeting_view as select " + any("id", "count(*) as n, 1 as one") + " from "
                        + table;
            case 5 -> "drop view fleeting_view";
            case 6, 7 -> "create table fleeting_table as select id, 7 as n from " + table + " where id < 6";
            case 8 -> "drop table fleeting_table";
            case 9 -> "truncate table " + table + (flavor.isPostgres() ? any("", " cascade") : "");
            default -> postgres(kind, table);
        };
    }

    /** Makes a session see a table of its own where the others see the common one. */
    String shadowing() {
        Table table = schema.tables().get(0);
        return any(
                "create temporary table " + table.name() + " as select * from public." + table.name() + " where id < 3",
                "insert into pg_temp." + table.name() + " select * from public." + table.name(),
                "drop table pg_temp." + table.name());
    }

    private String postgres(int kind, String table) {
        return switch (kind) {
            case 10 -> "create table s1." + table + " (like public." + table + " including all)";
            case 11 -> "drop table s1." + table;
            case 12 -> "create materialized view fleeting_snapshot as select id from " + table;
            case 13 -> "refresh materialized view fleeting_snapshot";
            case 14 -> "drop materialized view fleeting_snapshot";
            case 15 -> "alter table parted detach partition parted_high";
            case 16 -> "alter table parted attach partition parted_high for values from (8) to (maxvalue)";
            case 17 -> "alter table " + table + any(" disable trigger user", " enable trigger user");
            case 18 ->
                random.nextBoolean()
                        ? "revoke select on " + table + " from " + PostgresParticulars.READER
                        : "grant select on " + table + " to " + PostgresParticulars.READER;
            default -> "create index on " + table + " (id)";
        };
    }

    private String table() {
        List<Table> tables = schema.tables();
        return tables.get(random.nextInt(tables.size())).name();
    }

    private String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    private <T> T any(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
