package io.larder.sql;

/** Why a statement was answered by the database and not from the cache. Its names are the labels of metrics and logs. */
public enum BypassReason {
    CACHING_OFF("caching is switched off"),
    NOT_WANTED("a rule or a comment in the text says that it is not to be cached"),
    ANSWERS_DIFFERED("the shadow check found other answers in the database, twice and without a write in between"),
    DATABASE_NOT_SUPPORTED("there is no exact replay for this database or driver version"),
    STATEMENT_NOT_UNDERSTOOD("the statement is not understood, or may have side effects"),
    NOT_A_QUERY("the statement does not read"),
    VOLATILE_FUNCTION("a function or keyword gives another value at each call"),
    LOCKING_READ("FOR UPDATE or FOR SHARE must reach the database"),
    CATALOG_READ("catalogs and system columns change without a write"),
    RELATIVE_DATE_LITERAL("a literal such as 'today' depends on the clock"),
    NO_TABLE("nothing is read from a table: the database is as fast"),
    TABLE_NOT_PLAIN("a temporary, foreign or unknown table, or a view of which it is not certain what it reads"),
    REDEFINED_NAME("a function, operator or cast is defined by a user of the database"),
    READS_MORE("the database was seen to read more for it than its text and the schema show"),
    SCHEMA_NOT_LOADED("the database's schema has changed and was not read again yet"),
    SESSION_NOT_KNOWN("the session's settings are not known or cannot be part of a key"),
    TEMPORARY_TABLES("the session has temporary tables"),
    STANDBY("the server is a standby, which may lag"),
    POOLER("a connection pooler may give the server's session to other clients in between"),
    TRANSACTION_HAS_WRITTEN("this transaction may have written what it reads"),
    TRANSACTION_ISOLATION("the isolation level demands that the database sees the read"),
    TRANSACTION_FAILED("the transaction has failed"),
    NOT_IN_TOUCH("Redis does not tell this process what the others write, or not for long enough"),
    TABLE_CHANGING("a write to a table of the answer is being committed"),
    PARAMETER_NOT_CAPTURED("a parameter is missing, a stream, or of a class that cannot be compared"),
    STATEMENT_SETTINGS("updatable, scroll-sensitive, cursor or paged results"),
    VENDOR_ACCESS("the driver's own connection was handed out"),
    CLOSED("the statement or the connection is closed");

    private final String description;

    BypassReason(String description) {
        this.description = description;
    }

    /** Returns what the reason means, as part of a sentence. */
    public String description() {
        return description;
    }
}
