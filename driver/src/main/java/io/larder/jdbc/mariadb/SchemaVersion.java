package io.larder.jdbc.mariadb;

import io.larder.jdbc.mariadb.SchemaReader.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the databases of a server and the rights of one user are known by, as far as this user may see them: of each catalog
 * that {@link SchemaReader} reads the number of rows and a hash, the user's grants as the server writes them, and whether the
 * server is a replica. Times are not compared, but for those of routines: they are written in the session's zone.
 */
final class SchemaVersion {
    private static final List<String> PARTS = List.of(
            part(
                    "TABLES",
                    "TABLE_TYPE <> 'TEMPORARY' AND TABLE_SCHEMA",
                    "TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION"),
            part(
                    "COLUMNS",
                    "TABLE_SCHEMA",
                    "TABLE_SCHEMA, TABLE_NAME, ORDINAL_POSITION, COLUMN_NAME, COLUMN_DEFAULT, IS_NULLABLE, COLUMN_TYPE,"
                            + " COLLATION_NAME, EXTRA, `PRIVILEGES`, GENERATION_EXPRESSION"),
            part(
                    "TRIGGERS",
                    "EVENT_OBJECT_SCHEMA",
                    "TRIGGER_SCHEMA, TRIGGER_NAME, EVENT_MANIPULATION, EVENT_OBJECT_TABLE"),
            part(
                    "REFERENTIAL_CONSTRAINTS",
                    "CONSTRAINT_SCHEMA",
                    "CONSTRAINT_SCHEMA, CONSTRAINT_NAME, TABLE_NAME, REFERENCED_TABLE_NAME, UPDATE_RULE, DELETE_RULE"),
            part("VIEWS", "TABLE_SCHEMA", "TABLE_SCHEMA, TABLE_NAME, VIEW_DEFINITION, SECURITY_TYPE, DEFINER"),
            part(
                    "ROUTINES",
                    "ROUTINE_SCHEMA",
                    "ROUTINE_SCHEMA, ROUTINE_NAME, IS_DETERMINISTIC, SQL_DATA_ACCESS, UNIX_TIMESTAMP(LAST_ALTERED)"),
            "@@GLOBAL.read_only",
            "(SELECT VARIABLE_VALUE FROM information_schema.SESSION_STATUS WHERE VARIABLE_NAME = 'SLAVES_RUNNING')");

    private static final String CATALOGS = PARTS.stream().collect(Collectors.joining(", ", "SELECT ", ""));
    private static final String REFUTED = "SELECT ROUTINE_NAME FROM information_schema.ROUTINES"
            + " WHERE IS_DETERMINISTIC <> 'YES' OR SQL_DATA_ACCESS IN ('READS SQL DATA', 'MODIFIES SQL DATA')";

    private SchemaVersion() {}

    static String read(Connection connection) throws SQLException {
        SchemaReader reader = new SchemaReader(connection);
        // How names are quoted is a setting of the session.
        return reader.rows(CATALOGS)
                + "/"
                + reader.all("SHOW GRANTS").toString().replace('"', '`');
    }

    /** Returns those of some functions that are not declared to depend on their arguments alone. */
    static Set<String> refuted(Connection connection, Set<String> listed) throws SQLException {
        Set<String> names = new HashSet<>();
        for (Row row : new SchemaReader(connection).rows(REFUTED)) {
            names.add(row.folded(0));
        }
        names.retainAll(listed);
        return names;
    }

    private static String part(String catalog, String schema, String columns) {
        // QUOTE keeps no value apart from an empty one, and the parts of one row apart.
        String row = List.of(columns.split(", *")).stream().collect(Collectors.joining("), QUOTE(", "QUOTE(", ")"));
        return "(SELECT CONCAT(COUNT(*), ':', COALESCE(SUM(CAST(CONV(LEFT(MD5(CONCAT_WS(',', " + row
                + ")), 15), 16, 10) AS UNSIGNED)), 0)) FROM information_schema." + catalog + " WHERE " + schema
                + SchemaReader.NO_SYSTEM + ")";
    }
}
