package io.larder.integration.texts;

import io.larder.integration.TestDatabase;
import io.larder.sql.Dialect;
import java.util.List;

/** A database with the modes of its sessions in which texts fall into other pieces. */
@SuppressWarnings("ImmutableEnumChecker") // Its lists come from List.of.
enum Flavor {
    POSTGRESQL(
            TestDatabase.POSTGRESQL,
            Dialect.POSTGRESQL,
            List.of(
                    "SET standard_conforming_strings = on",
                    "SET standard_conforming_strings = off",
                    "SET backslash_quote = on")),
    H2(
            TestDatabase.H2,
            Dialect.H2,
            List.of(
                    "SET MODE REGULAR",
                    "SET MODE MySQL",
                    "SET MODE PostgreSQL",
                    "SET MODE Oracle",
                    "SET MODE MSSQLServer",
                    "SET MODE DB2",
                    "SET MODE LEGACY")),
    MARIADB(
            TestDatabase.MARIADB,
            Dialect.MARIADB,
            List.of(
                    "SET sql_mode = ''",
                    "SET sql_mode = DEFAULT",
                    "SET sql_mode = 'ANSI_QUOTES'",
                    "SET sql_mode = 'NO_BACKSLASH_ESCAPES'",
                    "SET sql_mode = 'ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT'",
                    "SET sql_mode = 'ORACLE'",
                    "SET sql_mode = 'MSSQL'"));

    final TestDatabase database;
    final Dialect dialect;
    final List<String> modes;

    Flavor(TestDatabase database, Dialect dialect, List<String> modes) {
        this.database = database;
        this.dialect = dialect;
        this.modes = modes;
    }

    /** Creates a database and returns a URL by which several statements can be sent as one text. */
    String create() {
        String url = database.create();
        return this == MARIADB ? database.with(url, "allowMultiQueries", "true") : url;
    }
}
