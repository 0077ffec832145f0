package io.larder.jdbc.postgres;

import io.larder.sql.Change;
import io.larder.sql.TableChange;
import io.larder.sql.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.postgresql.core.BaseConnection;

/**
 * What has the open transaction written? A relation that is written is locked for that until the transaction ends, whoever
 * writes it: triggers, cascades, rules, functions, partitions. So the locks name at least the tables that were written.
 *
 * <p>Changes of the schema do not always leave a lock (GRANT, CREATE FUNCTION), but each changes rows of a catalog, which
 * the session counts. It may count those of an earlier transaction as well, and those that were rolled back: that only makes
 * the answer more careful. Not looked at are catalogs on which no answer depends (comments, statistics, what later sessions
 * begin with), and those of which no row is changed without one of a catalog that is looked at.
 *
 * <p>Neither locks nor counts depend on a snapshot, and asking for them reads no table. What is written at COMMIT only is
 * not told: cursors WITH HOLD make the answer "everything", and deferred triggers are for the schema to say.
 */
final class WrittenTables {
    /** Numbers, which never change, because finding the names costs as much as the rest of the question. */
    static final Map<String, Integer> CATALOGS = Map.ofEntries(
            Map.entry("pg_amop", 2602),
            Map.entry("pg_amproc", 2603),
            Map.entry("pg_attrdef", 2604),
            Map.entry("pg_attribute", 1249),
            Map.entry("pg_auth_members", 1261),
            Map.entry("pg_authid", 1260),
            Map.entry("pg_cast", 2605),
            Map.entry("pg_class", 1259),
            Map.entry("pg_collation", 3456),
            Map.entry("pg_constraint", 2606),
            Map.entry("pg_conversion", 2607),
            Map.entry("pg_database", 1262),
            Map.entry("pg_enum", 3501),
            Map.entry("pg_extension", 3079),
            Map.entry("pg_foreign_data_wrapper", 2328),
            Map.entry("pg_inherits", 2611),
            Map.entry("pg_namespace", 2615),
            Map.entry("pg_opclass", 2616),
            Map.entry("pg_operator", 2617),
            Map.entry("pg_policy", 3256),
            Map.entry("pg_proc", 1255),
            Map.entry("pg_rewrite", 2618),
            Map.entry("pg_subscription_rel", 6102),
            Map.entry("pg_trigger", 2620),
            Map.entry("pg_ts_config", 3602),
            Map.entry("pg_ts_config_map", 3603),
            Map.entry("pg_ts_dict", 3600),
            Map.entry("pg_type", 1247));

    private static final String LOCKS = """
            SELECT l.relation::pg_catalog.regclass::pg_catalog.text FROM pg_catalog.pg_lock_status() l
             WHERE l.pid OPERATOR(pg_catalog.=) pg_catalog.pg_backend_pid() AND l.granted
               AND l.relation OPERATOR(pg_catalog.>=) 16384::pg_catalog.oid
               AND l.mode OPERATOR(pg_catalog.<>) ALL ('{AccessShareLock,RowShareLock}'::pg_catalog.text[])""";

    private static final String ODDITIES = """
            SELECT pg_catalog.sum(pg_catalog.pg_stat_get_xact_tuples_inserted(catalog)
                   OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_updated(catalog)
                   OPERATOR(pg_catalog.+) pg_catalog.pg_stat_get_xact_tuples_deleted(catalog)),
                   (SELECT pg_catalog.count(*) FROM pg_catalog.pg_cursor() c WHERE c.is_holdable),
                   pg_catalog.current_setting('track_counts'), pg_catalog.pg_my_temp_schema()
              FROM pg_catalog.unnest('{%s}'::pg_catalog.oid[]) catalog""".formatted(
                    CATALOGS.values().stream().sorted().map(String::valueOf).collect(Collectors.joining(",")));

    private WrittenTables() {}

    static Change of(BaseConnection connection) {
        try {
            return TracelessQuery.ask(connection, LOCKS + "; " + ODDITIES, WrittenTables::read);
        } catch (SQLException | RuntimeException unknown) {
            // If the connection is lost, the application's own COMMIT will be told.
            return Change.EVERYTHING;
        }
    }

    private static Change read(TracelessQuery.Results results) throws SQLException {
        Set<TableChange> changes = new HashSet<>();
        try (ResultSet locks = results.next()) {
            while (locks.next()) {
                changes.add(new TableChange(table(locks.getString(1)), TableChange.Kind.ANY));
            }
        }
        try (ResultSet oddities = results.next()) {
            oddities.next();
            // Of triggers on temporary tables the schema that all sessions share says nothing.
            boolean rowsOnly = oddities.getLong(1) == 0
                    && oddities.getLong(2) == 0
                    && "on".equals(oddities.getString(3))
                    && oddities.getLong(4) == 0;
            return rowsOnly ? new Change.Tables(changes) : Change.EVERYTHING;
        }
    }

    /** Takes the last part of a name as PostgreSQL writes it: quoted where it must be, with its schema where that matters. */
    static TableName table(String name) {
        if (!name.endsWith("\"")) {
            return new TableName(name.substring(name.lastIndexOf('.') + 1));
        }
        int start = name.length() - 1;
        do {
            start = name.lastIndexOf('"', start - 1);
            if (start > 0 && name.charAt(start - 1) == '"') {
                // Two quotes are one that belongs to the name.
                start--;
            } else {
                break;
            }
        } while (start > 0);
        return new TableName(name.substring(start + 1, name.length() - 1).replace("\"\"", "\""));
    }
}
