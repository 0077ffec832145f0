package io.larder.sql;

import java.util.Map;
import java.util.Set;

/** The words of SQL that decide what the names around them are. */
final class Words {
    /** A query starts with one of these, or with a parenthesis. */
    static final Set<String> QUERY = Set.of("select", "with", "values", "table");

    /** Ends a FROM clause, or what comes before it. All are reserved in the dialects that have them. */
    static final Set<String> CLAUSE = Set.of(
            "where", "group", "having", "window", "qualify", "order", "limit", "offset", "fetch", "returning", "set");

    /** One statement of PostgreSQL's that starts so cannot end its transaction, whatever functions it runs. */
    static final Set<String> NEVER_COMMIT =
            Set.of("select", "values", "table", "with", "insert", "update", "delete", "merge", "explain", "execute");

    /** These can, in PostgreSQL, unless they are in a transaction that another statement has begun. */
    static final Set<String> COMMIT_ALONE = Set.of("call", "do", "fetch", "move");

    static final Set<String> SET_OPERATION = Set.of("union", "intersect", "except", "minus");

    /** A statement with one of these outside its usual place does more than read. */
    static final Set<String> FORBIDDEN = Set.of(
            "insert", "update", "delete", "merge", "truncate", "call", "into", "execute", "create", "drop", "alter");

    /** Reserved words: in front of a parenthesis they are syntax and never the name of a function. */
    static final Set<String> NOT_CALLED = Set.of(
            "all",
            "and",
            "any",
            "array",
            "as",
            "asc",
            "between",
            "case",
            "check",
            "default",
            "desc",
            "distinct",
            "else",
            "end",
            "except",
            "exists",
            "false",
            "fetch",
            "for",
            "from",
            "group",
            "having",
            "in",
            "intersect",
            "lateral",
            "limit",
            "not",
            "null",
            "offset",
            "on",
            "only",
            "or",
            "order",
            "returning",
            "row",
            "select",
            "some",
            "then",
            "to",
            "true",
            "union",
            "using",
            "values",
            "when",
            "where",
            "window",
            "with");

    /** Their value is not determined by what is in the tables. All need no parentheses. */
    static final Set<String> VOLATILE = Set.of(
            "current_date",
            "current_time",
            "current_timestamp",
            "localtime",
            "localtimestamp",
            "current_user",
            "current_role",
            "session_user",
            "system_user",
            "user",
            "current_catalog",
            "current_schema",
            "tablesample");

    /** The same, in other dialects than PostgreSQL's. */
    static final Set<String> VOLATILE_ELSEWHERE = Set.of(
            "rownum",
            "sysdate",
            "systimestamp",
            "today",
            "curdate",
            "curtime",
            "utc_date",
            "utc_time",
            "utc_timestamp",
            "current_path",
            "sql_calc_found_rows");

    /** Pseudo-columns of sequences, written {@code name.nextval}, and NEXT VALUE FOR. */
    static final Set<String> SEQUENCE = Set.of("nextval", "currval", "lastval");

    /** Columns and types that show catalogs or where a row is kept. */
    static final Set<String> CATALOG = Set.of(
            "ctid",
            "xmin",
            "xmax",
            "cmin",
            "cmax",
            "tableoid",
            "regclass",
            "regproc",
            "regprocedure",
            "regoper",
            "regoperator",
            "regtype",
            "regrole",
            "regnamespace",
            "regconfig",
            "regdictionary",
            "regcollation",
            "_rowid_");

    static final Set<String> CATALOG_SCHEMAS =
            Set.of("pg_catalog", "information_schema", "pg_toast", "mysql", "performance_schema", "sys");

    /** Operators that words stand for. */
    static final Map<String, Set<String>> OPERATORS = Map.ofEntries(
            Map.entry("in", Set.of("=", "<>")),
            Map.entry("between", Set.of(">=", "<=", "<", ">")),
            Map.entry("like", Set.of("~~", "!~~")),
            Map.entry("ilike", Set.of("~~*", "!~~*")),
            Map.entry("similar", Set.of("~", "!~")),
            Map.entry("case", Set.of("=")),
            Map.entry("nullif", Set.of("=")),
            Map.entry("distinct", Set.of("=", "<>")),
            Map.entry("using", Set.of("=")),
            Map.entry("natural", Set.of("=")),
            Map.entry("overlaps", Set.of("=", "<", ">", "<=", ">=")));

    /** In front of a string these are no names of types. */
    static final Set<String> BEFORE_STRING = Set.of(
            "select",
            "like",
            "ilike",
            "to",
            "and",
            "or",
            "not",
            "then",
            "else",
            "when",
            "escape",
            "by",
            "in",
            "between",
            "from",
            "for",
            "as",
            "zone",
            "distinct",
            "all",
            "using",
            "returning",
            "where",
            "on",
            "case",
            "placing",
            "both",
            "leading",
            "trailing",
            "uescape",
            "limit",
            "offset",
            "passing",
            "path",
            "default",
            "is");

    /** Part of the names of types, beside the name itself. */
    static final Set<String> TYPES = Set.of(
            "bigint",
            "bigserial",
            "bit",
            "boolean",
            "bool",
            "box",
            "bytea",
            "char",
            "character",
            "varchar",
            "cidr",
            "circle",
            "date",
            "double",
            "float4",
            "float8",
            "float",
            "inet",
            "integer",
            "int",
            "int2",
            "int4",
            "int8",
            "interval",
            "json",
            "jsonb",
            "jsonpath",
            "line",
            "lseg",
            "macaddr",
            "macaddr8",
            "money",
            "numeric",
            "decimal",
            "dec",
            "path",
            "point",
            "polygon",
            "real",
            "smallint",
            "text",
            "time",
            "timetz",
            "timestamp",
            "timestamptz",
            "tsquery",
            "tsvector",
            "uuid",
            "xml",
            "bpchar",
            "name",
            "oid",
            "national",
            "nchar",
            "varbit",
            "int4range",
            "int8range",
            "numrange",
            "tsrange",
            "tstzrange",
            "daterange",
            "xid",
            "tinyint",
            "clob",
            "blob",
            "binary",
            "varbinary",
            "datetime",
            "signed",
            "unsigned",
            "decfloat",
            "geometry",
            "array",
            "varchar2",
            "longtext",
            "mediumtext",
            "tinytext",
            "nvarchar",
            "varchar_ignorecase",
            "pg_lsn");

    private Words() {}
}
