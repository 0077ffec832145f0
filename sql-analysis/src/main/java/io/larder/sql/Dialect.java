package io.larder.sql;

/** The SQL dialects whose lexical rules differ. MySQL is read as {@link #MARIADB}. */
public enum Dialect {
    POSTGRESQL,
    H2,
    MARIADB,
    /** A database that is not known: every statement is {@link StatementPlan.Opaque}. */
    GENERIC
}
