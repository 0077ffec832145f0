package io.larder.integration.lockstep;

/** What changes a schema of PostgreSQL. */
final class PostgresDefinitions {
    private PostgresDefinitions() {}

    static void add(Menu<String> menu, Vocabulary words) {
        menu.add(1, () -> "truncate table " + words.tableName() + " cascade")
                .add(1, () -> copyOf(words, "s1"))
                .add(1, () -> "drop table s1." + words.tableName())
                .add(1, () -> "create index on " + words.tableName() + " (id)")
                .add(
                        1,
                        () -> "alter table " + words.tableName()
                                + words.any(" disable trigger user", " enable trigger user"))
                .add(2, () -> swap())
                .add(1, () -> grant(words))
                .add(1, () -> policy(words))
                .add(1, () -> function(words))
                .add(
                        1,
                        () ->
                                "alter view \"View 1\" rename to \"View 9\"; create view \"View 1\" as select id, n from \"View 9\"");
        addPartitions(menu, words);
        addSnapshots(menu, words);
    }

    private static void addPartitions(Menu<String> menu, Vocabulary words) {
        menu.add(1, () -> "alter table parted detach partition parted_high")
                .add(1, () -> "alter table parted attach partition parted_high for values from (8) to (maxvalue)")
                .add(1, () -> "alter table heir " + words.any("inherit", "no inherit") + " elder");
    }

    private static void addSnapshots(Menu<String> menu, Vocabulary words) {
        menu.add(1, () -> "create materialized view fleeting_snapshot as select id from " + words.tableName())
                .add(1, () -> "refresh materialized view " + words.any("snapshot", "fleeting_snapshot"))
                .add(3, () -> "refresh materialized view snapshot")
                .add(1, () -> "drop materialized view fleeting_snapshot");
    }

    private static String copyOf(Vocabulary words, String schema) {
        String table = words.tableName();
        return "create table " + schema + "." + table + " (like public." + table + " including all)";
    }

    /** Two tables take each other's name, in one transaction. */
    private static String swap() {
        return "alter table swap_one rename to swap_x; alter table swap_two rename to swap_one;"
                + " alter table swap_x rename to swap_two";
    }

    private static String grant(Vocabulary words) {
        String table = words.any(words.tableName(), "tenancy", "by_role");
        return words.oneIn(2)
                ? "revoke select on " + table + " from " + PostgresParticulars.READER
                : "grant select, update on " + table + " to " + PostgresParticulars.READER;
    }

    private static String policy(Vocabulary words) {
        String table = words.any("tenancy", "by_role", "by_rows");
        return words.any(
                "alter policy some_rows on " + table + " using (id > "
                        + words.random().nextInt(9) + ")",
                "alter table " + table + " disable row level security",
                "alter table " + table + " enable row level security",
                "create policy more_rows on " + table + " using (id < 4)",
                "drop policy more_rows on " + table);
    }

    private static String function(Vocabulary words) {
        return "create or replace function how_many() returns bigint stable language sql as 'select count(*) from public."
                + words.tableName().replace("'", "''") + "'";
    }
}
