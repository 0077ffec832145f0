package io.larder.jdbc.mariadb;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is asked of the catalogs. MariaDB looks into the databases that a query names; if it names none, into all, and those
 * of its own are larger than most applications'. So the tables are asked for first, and the rest of the databases that have
 * some, in one query.
 *
 * <p>Times are not asked for, but for those of routines: they are written in the session's zone.
 */
enum SchemaQuery {
    TRIGGERS(
            "EVENT_OBJECT_SCHEMA",
            "EVENT_OBJECT_TABLE, EVENT_OBJECT_SCHEMA, TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_MANIPULATION"),
    REFERENTIAL_CONSTRAINTS(
            "CONSTRAINT_SCHEMA",
            "UNIQUE_CONSTRAINT_SCHEMA, REFERENCED_TABLE_NAME, CONSTRAINT_SCHEMA, TABLE_NAME, UPDATE_RULE, DELETE_RULE,"
                    + " CONSTRAINT_NAME"),
    VIEWS("TABLE_SCHEMA", "TABLE_NAME, VIEW_DEFINITION, TABLE_SCHEMA, SECURITY_TYPE, DEFINER"),
    COLUMNS(
            "TABLE_SCHEMA",
            "TABLE_NAME, DATA_TYPE, EXTRA, GENERATION_EXPRESSION, TABLE_SCHEMA, ORDINAL_POSITION, COLUMN_NAME,"
                    + " COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE, COLLATION_NAME, `PRIVILEGES`");

    static final String TABLES = "SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION"
            + " FROM information_schema.TABLES WHERE TABLE_TYPE <> 'TEMPORARY' AND " + inAll("TABLE_SCHEMA");

    static final String ROUTINES = "ROUTINES";
    private static final String OF_SERVER = select(
                    ROUTINES,
                    "ROUTINE_NAME, ROUTINE_SCHEMA, IS_DETERMINISTIC, SQL_DATA_ACCESS,"
                            + " UNIX_TIMESTAMP(LAST_ALTERED)")
            + " FROM information_schema.ROUTINES UNION ALL "
            + select("READ_ONLY", "@@GLOBAL.read_only") + " UNION ALL "
            + select("SLAVES_RUNNING", "VARIABLE_VALUE")
            + " FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'SLAVES_RUNNING'";

    /** With more databases than this one look into all of them is cheaper. */
    private static final int MOST_SCHEMAS = 16;

    private static final int WIDTH = 12;

    /** What means the same in every mode and character set of a session. */
    private static final Pattern ORDINARY = Pattern.compile("[A-Za-z0-9_$-]+");

    private final String schema;
    private final String columns;

    SchemaQuery(String schema, String columns) {
        this.schema = schema;
        this.columns = columns;
    }

    /**
     * Returns a query for all but the tables; the first column says what a row is of.
     *
     * @param schemas the databases that have tables
     * @param withViews those that have views
     */
    static String ofAll(Collection<String> schemas, Collection<String> withViews) {
        List<String> parts = new ArrayList<>();
        for (SchemaQuery query : values()) {
            parts.addAll(query.of(query == VIEWS ? withViews : schemas));
        }
        parts.add(OF_SERVER);
        return String.join(" UNION ALL ", parts);
    }

    private List<String> of(Collection<String> schemas) {
        String all = select(name(), columns) + " FROM information_schema." + name() + " WHERE ";
        if (schemas.size() > MOST_SCHEMAS
                || !schemas.stream().allMatch(name -> ORDINARY.matcher(name).matches())) {
            return List.of(all + inAll(schema));
        }
        return schemas.stream().map(name -> all + schema + " = '" + name + "'").toList();
    }

    /** All columns of a union are as many. */
    private static String select(String name, String columns) {
        int missing = WIDTH - columns.split(",(?![^(]*\\))").length;
        List<String> parts = new ArrayList<>(Arrays.asList("'" + name + "'", columns));
        parts.addAll(Collections.nCopies(missing, "NULL"));
        return "SELECT " + String.join(", ", parts);
    }

    private static String inAll(String schema) {
        return schema + " NOT IN ('mysql', 'information_schema', 'performance_schema', 'sys')";
    }
}
