package io.larder.jdbc.postgres;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the schema and the rights of a database are known by: of each catalog on which answers, refusals or
 * {@link SchemaQuery} depend the number of rows, and a hash of their identities and of the transactions that wrote them
 * (xmin). A row that is changed gets another xmin, but for what VACUUM and ANALYZE note in passing, which changes no answer.
 *
 * <p>Left out is what belongs to one session (temporary tables) or to PostgreSQL itself, unless a right to it was granted or
 * taken. Roles are hashed by what can be seen of them: their catalog may not be read by everybody. The settings of the server
 * are known by when they were last loaded ({@link ConfigurationLoads}), and whether it is a standby is a part.
 */
final class SchemaVersion {
    private static final String TEMPORARY = """
            WITH temporary AS MATERIALIZED (
              SELECT n.oid FROM pg_catalog.pg_namespace n
               WHERE n.nspname OPERATOR(pg_catalog.~) '^pg_(temp|toast_temp)_'),
            fleeting AS MATERIALIZED (
              SELECT c.oid FROM pg_catalog.pg_class c WHERE c.relpersistence OPERATOR(pg_catalog.=) 't')
            """;

    private static final String USERS = "oid OPERATOR(pg_catalog.>=) 16384";

    /** As a number: times are written in the session's zone. */
    private static final String CONFIGURATION_LOADED =
            "(pg_catalog.date_part('epoch', pg_catalog.pg_conf_load_time()) OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8";

    private static final List<String> PARTS = List.of(
            "pg_catalog.pg_is_in_recovery()::pg_catalog.text",
            part(
                    "pg_class",
                    "oid, xmin",
                    USERS + " AND relpersistence OPERATOR(pg_catalog.<>) 't' AND relkind OPERATOR(pg_catalog.<>) 't'"),
            part(
                    "pg_attribute",
                    "attrelid, attnum, xmin",
                    lasting("attrelid") + " AND attnum OPERATOR(pg_catalog.>) 0"),
            part("pg_attrdef", "oid, xmin", lasting("adrelid")),
            part("pg_constraint", "oid, xmin", USERS + " AND " + outside("connamespace")),
            part("pg_inherits", "inhrelid, inhparent, inhseqno, xmin", lasting("inhrelid")),
            part("pg_trigger", "oid, xmin", lasting("tgrelid")),
            part("pg_rewrite", "oid, xmin", lasting("ev_class")),
            part("pg_policy", "oid, xmin", "true"),
            part("pg_proc", "oid, xmin", USERS + " OR proacl IS NOT NULL"),
            part("pg_aggregate", "aggfnoid, xmin", "aggfnoid::pg_catalog.oid OPERATOR(pg_catalog.>=) 16384"),
            part("pg_operator", "oid, xmin", USERS),
            part("pg_opclass", "oid, xmin", USERS),
            part("pg_cast", "oid, xmin", USERS),
            part("pg_amproc", "oid, xmin", USERS),
            part("pg_amop", "oid, xmin", USERS),
            part("pg_type", "oid, xmin", "(" + USERS + " OR typacl IS NOT NULL) AND " + outside("typnamespace")),
            part("pg_enum", "oid, xmin", "true"),
            part("pg_range", "rngtypid, xmin", "rngtypid OPERATOR(pg_catalog.>=) 16384"),
            part("pg_collation", "oid, xmin", USERS),
            part("pg_ts_config", "oid, xmin", USERS),
            part("pg_ts_config_map", "mapcfg, maptokentype, mapseqno, xmin", "mapcfg OPERATOR(pg_catalog.>=) 16384"),
            part("pg_ts_dict", "oid, xmin", USERS),
            part("pg_namespace", "oid, xmin", outside("oid")),
            part("pg_extension", "oid, xmin", "true"),
            part("pg_foreign_data_wrapper", "oid, xmin", "true"),
            part("pg_event_trigger", "oid, xmin", "true"),
            part("pg_subscription_rel", "srsubid, srrelid", "true"),
            part("pg_auth_members", "roleid, member, grantor, xmin", "true"),
            part("pg_roles", "oid, rolname, rolsuper, rolinherit, rolbypassrls", "true"));

    private static final String TEXT = PARTS.stream()
            .collect(Collectors.joining(
                    ",\n", TEMPORARY + "SELECT " + SessionQuery.SERVER + ",\n" + CONFIGURATION_LOADED + ",\n", ""));

    private SchemaVersion() {}

    /** Asked without a prepared statement, as {@link SessionQuery} is. */
    static String read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TEXT)) {
            row.next();
            StringBuilder version = new StringBuilder();
            version.append(ConfigurationLoads.latest(row.getLong(1), row.getLong(2)));
            for (int part = 0; part < PARTS.size(); part++) {
                version.append('/').append(row.getString(part + 3));
            }
            return version.toString();
        }
    }

    private static String part(String catalog, String columns, String condition) {
        return "(SELECT ROW(pg_catalog.count(*), pg_catalog.bit_xor("
                + "pg_catalog.hash_record_extended(ROW(" + columns + "), 0)))::pg_catalog.text"
                + " FROM pg_catalog." + catalog + " WHERE " + condition + ")";
    }

    /** Rows about relations of users that do not end with a session. */
    private static String lasting(String relation) {
        return relation + " OPERATOR(pg_catalog.>=) 16384 AND " + relation
                + " OPERATOR(pg_catalog.<>) ALL (ARRAY(SELECT oid FROM fleeting))";
    }

    /** Rows about what is in none of the schemas of temporary objects. */
    private static String outside(String schema) {
        return schema + " OPERATOR(pg_catalog.<>) ALL (ARRAY(SELECT oid FROM temporary))";
    }
}
