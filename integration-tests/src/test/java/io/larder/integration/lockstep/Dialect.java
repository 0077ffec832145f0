package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Sql.Template;
import java.util.List;
import java.util.Random;

/**
 * What only one kind of database can do, or says in its own way. What all of them say alike is in {@link RandomQueries},
 * {@link RandomWrites}, {@link RandomDefinitions} and {@link RandomControl}.
 */
interface Dialect {
    /** Adds tables, views, triggers and functions to the schema, after the plain tables. */
    void addObjects(RandomSchema schema);

    /** Adds questions to a menu of their own. */
    void addQueries(Menu<Template> menu, Vocabulary words);

    /** Adds writes that give a count to a menu of their own. */
    void addWrites(Menu<Template> menu, Vocabulary words);

    /** Adds writes that give rows. */
    void addWritesThatReturn(Menu<Template> menu, Vocabulary words);

    /** Adds what changes the schema, of which the common ones together weigh 10. */
    void addDefinitions(Menu<String> menu, Vocabulary words);

    /** Returns what makes a session see a table of its own where the others see the common one; or takes it away. */
    List<String> shadowings(String table);

    /** Returns what is run in each session at its start. */
    List<String> opening();

    List<String> settings();

    /** Returns the texts that begin a transaction. */
    List<String> beginnings();

    /** Returns the one of a kind of database. */
    static Dialect of(Flavor flavor, Random random) {
        return switch (flavor) {
            case POSTGRES -> new PostgresDialect(random);
            case H2 -> new H2Dialect(random);
            case MARIADB -> new MariaDbDialect(random);
        };
    }
}
