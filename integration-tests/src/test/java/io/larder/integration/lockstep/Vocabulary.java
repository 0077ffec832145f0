package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** The words of which statements about a schema are made. */
final class Vocabulary {
    private final RandomSchema schema;
    private final Flavor flavor;
    private final Random random;
    private final boolean wild;

    /**
     * @param wild whether there is room for what may do anything
     */
    Vocabulary(RandomSchema schema, Flavor flavor, Random random, boolean wild) {
        this.wild = wild;
        this.schema = schema;
        this.flavor = flavor;
        this.random = random;
    }

    RandomSchema schema() {
        return schema;
    }

    Flavor flavor() {
        return flavor;
    }

    Random random() {
        return random;
    }

    boolean wild() {
        return wild;
    }

    Table table() {
        return schema.anyTable();
    }

    /** Returns the name of any table, of whatever kind, each as often as the others. */
    String tableName() {
        return any(schema.tables()).name();
    }

    /** Returns the name of a table's column that is surely an integer. */
    static String number(Table table) {
        return table.columns().get(0).name();
    }

    /** Returns the name of a table that is in both schemas, with one in front or without. */
    String twin() {
        String prefix = flavor == Flavor.MARIADB ? Step.DATABASE + "_" : "";
        return any(prefix + "s1.", prefix + "s2.", "") + "twin";
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    String any(String... texts) {
        return texts[random.nextInt(texts.length)];
    }

    /** A query that says the order of its rows. */
    Template ordered(String text) {
        return new Template(text, true, Set.of());
    }

    /** A query that does not. */
    Template unordered(String text) {
        return new Template(text, false, Set.of());
    }

    /** A write to these tables. Rows that it returns come in the order in which they lie on disk. */
    Template writing(String text, String... tables) {
        Set<String> locks = new TreeSet<>();
        for (String table : tables) {
            locks.addAll(schema.locks(table));
        }
        return new Template(text, false, locks);
    }

    /** A write to one table for which rows of another are read: MariaDB locks these as well. */
    Template writingFrom(String text, String table, String read) {
        return flavor == Flavor.MARIADB ? writing(text, table, read) : writing(text, table);
    }

    /** A write that may touch any table. */
    Template writingAnything(String text) {
        return writing(text, schema.tables().stream().map(Table::name).toArray(String[]::new));
    }
}
