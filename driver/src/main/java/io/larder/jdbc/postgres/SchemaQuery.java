package io.larder.jdbc.postgres;

import io.larder.invalidation.SchemaModel;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The one query that reads what the schema adds to the text of statements; one statement, so that it sees one state of the
 * catalogs. Each row is a fact: its kind, one or two oids, a text, and flags.
 *
 * <p>Objects of users are those from oid 16384 on (FirstNormalObjectId), whoever created them, extensions included.
 * Languages 12 and 13 are {@code internal} and {@code c}: their functions come with PostgreSQL or an extension and don't
 * write tables, but for those that run a text (dblink, tablefunc, xml2); functions in all other languages may do anything,
 * whatever they promise. Aggregates are {@code internal} as well, and do what their functions do.
 */
final class SchemaQuery {
    /**
     * Functions of PostgreSQL's own that change settings, or run what a text says. On what the server came with, no dependency
     * is noted; so they are looked for where expressions are stored. Who may call those that only superusers may, knows.
     */
    private static final String USER_CODE = """
            WITH RECURSIVE effective AS MATERIALIZED (
              SELECT p.oid FROM pg_catalog.pg_proc p
               WHERE p.oid < 16384
                 AND (p.proname IN ('set_config', 'ts_rewrite', 'ts_stat')
                      OR p.proname ~ '^(query|cursor|table|schema|database)_to_xml')),
            effect AS MATERIALIZED (
              SELECT ':funcid (' || pg_catalog.string_agg(oid::pg_catalog.text, '|') || ') ' AS pattern FROM effective),
            written AS MATERIALIZED (
              SELECT p.oid FROM pg_catalog.pg_proc p
               WHERE p.oid >= 16384 AND (p.prolang NOT IN (12, 13) OR p.proname ~ '^(dblink|crosstab|connectby|xpath_table)')
              UNION
              SELECT oid FROM effective),
            code AS MATERIALIZED (
              SELECT oid FROM written
              UNION
              SELECT d.objid FROM pg_catalog.pg_depend d JOIN written w ON w.oid = d.refobjid
               WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass AND d.refclassid = d.classid
              UNION
              SELECT a.aggfnoid FROM pg_catalog.pg_aggregate a
               WHERE a.aggfnoid >= 16384
                 AND EXISTS (SELECT FROM written w
                              WHERE w.oid IN (a.aggtransfn, a.aggfinalfn, a.aggcombinefn, a.aggserialfn, a.aggdeserialfn,
                                              a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn))),
            inexact AS MATERIALIZED (
              SELECT p.oid FROM pg_catalog.pg_proc p
               WHERE p.oid >= 16384 AND NOT (p.prolang IN (12, 13) AND p.provolatile = 'i')
              UNION
              SELECT oid FROM effective),
            operator AS MATERIALIZED (
              SELECT o.oid, o.oprname FROM pg_catalog.pg_operator o
               WHERE o.oid >= 16384 AND o.oprcode IN (SELECT oid FROM inexact)),
            uses AS MATERIALIZED (
              SELECT d.classid, d.objid FROM pg_catalog.pg_depend d JOIN code c ON c.oid = d.refobjid
               WHERE d.refclassid = 'pg_catalog.pg_proc'::pg_catalog.regclass
              UNION
              SELECT d.classid, d.objid FROM pg_catalog.pg_depend d JOIN operator o ON o.oid = d.refobjid
               WHERE d.refclassid = 'pg_catalog.pg_operator'::pg_catalog.regclass
              UNION
              SELECT 'pg_catalog.pg_attrdef'::pg_catalog.regclass, a.oid FROM pg_catalog.pg_attrdef a, effect
               WHERE a.adbin::pg_catalog.text ~ effect.pattern
              UNION
              SELECT 'pg_catalog.pg_constraint'::pg_catalog.regclass, c.oid FROM pg_catalog.pg_constraint c, effect
               WHERE c.conbin::pg_catalog.text ~ effect.pattern
              UNION
              SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, t.oid FROM pg_catalog.pg_type t, effect
               WHERE t.typdefaultbin::pg_catalog.text ~ effect.pattern
              UNION
              SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass, r.oid FROM pg_catalog.pg_rewrite r, effect
               WHERE r.oid >= 16384 AND r.ev_action::pg_catalog.text ~ effect.pattern
              UNION
              SELECT 'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid FROM pg_catalog.pg_policy p, effect
               WHERE p.polqual::pg_catalog.text ~ effect.pattern OR p.polwithcheck::pg_catalog.text ~ effect.pattern),
            """;

    /** What a partitioned table is partitioned by is asked of what is written to its leaves, too. */
    private static final String RUNS_USER_CODE = """
            keyed AS (
              SELECT u.objid AS oid FROM uses u WHERE u.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
              UNION
              SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN keyed k ON k.oid = i.inhparent),
            when_written AS MATERIALIZED (
              SELECT t.tgrelid AS oid FROM pg_catalog.pg_trigger t WHERE NOT t.tgisinternal OR t.tgfoid >= 16384
              UNION
              SELECT r.ev_class FROM pg_catalog.pg_rewrite r WHERE r.ev_type <> '1'
              UNION
              SELECT a.adrelid FROM pg_catalog.pg_attrdef a JOIN uses u ON u.objid = a.oid
               WHERE u.classid = 'pg_catalog.pg_attrdef'::pg_catalog.regclass
              UNION
              SELECT c.conrelid FROM pg_catalog.pg_constraint c JOIN uses u ON u.objid = c.oid
               WHERE u.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass
              UNION
              SELECT i.indrelid FROM pg_catalog.pg_index i JOIN uses u ON u.objid = i.indexrelid
               WHERE u.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
              UNION
              SELECT a.attrelid FROM pg_catalog.pg_attribute a JOIN uses u ON u.objid = a.atttypid
               WHERE u.classid = 'pg_catalog.pg_type'::pg_catalog.regclass
              UNION
              SELECT k.oid FROM keyed k),
            when_read AS MATERIALIZED (
              SELECT r.ev_class AS oid FROM pg_catalog.pg_rewrite r JOIN uses u ON u.objid = r.oid
               WHERE u.classid = 'pg_catalog.pg_rewrite'::pg_catalog.regclass
              UNION
              SELECT p.polrelid FROM pg_catalog.pg_policy p JOIN uses u ON u.objid = p.oid
               WHERE u.classid = 'pg_catalog.pg_policy'::pg_catalog.regclass)
            """;

    /** Flags: see {@link SchemaFacts}. Heap is access method 2. Temporary heirs are read with their parents. */
    private static final String RELATIONS = """
            SELECT 'relation', c.oid::pg_catalog.int8, 0, c.relname::pg_catalog.text,
                   CASE WHEN n.oid < 16384 AND n.nspname <> 'public' THEN 5 ELSE
                     CASE WHEN c.relkind NOT IN ('r', 'p', 'v', 'm') OR c.relpersistence <> 'p'
                            OR c.relkind IN ('r', 'm') AND c.relam <> 2
                            OR c.relkind IN ('r', 'p') AND c.relhasrules
                            OR c.oid IN (SELECT i.inhparent FROM pg_catalog.pg_inherits i
                                           JOIN pg_catalog.pg_class h ON h.oid = i.inhrelid
                                          WHERE h.relpersistence = 't')
                            OR c.oid IN (SELECT s.srrelid FROM pg_catalog.pg_subscription_rel s
                                         UNION
                                         SELECT t.relid FROM pg_catalog.pg_subscription_rel s,
                                                pg_catalog.pg_partition_tree(s.srrelid) t) THEN 1 ELSE 0 END
                     + CASE WHEN c.relkind = 'f' OR c.oid IN (SELECT oid FROM when_read) THEN 2 ELSE 0 END
                     + CASE WHEN c.oid IN (SELECT oid FROM when_written) THEN 4 ELSE 0 END
                     + CASE c.relkind WHEN 'v' THEN 8 WHEN 'm' THEN 16 ELSE 0 END
                   END
              FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
             WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p', 'S') AND n.nspname !~ '^pg_(temp|toast)'
            """;

    private static final String RELATION_PAIRS = """
            SELECT 'cascade', c.confrelid::pg_catalog.int8, c.conrelid::pg_catalog.int8, NULL, 0
              FROM pg_catalog.pg_constraint c
             WHERE c.contype = 'f' AND (c.confdeltype IN ('c', 'n', 'd') OR c.confupdtype IN ('c', 'n', 'd'))
            UNION ALL
            SELECT 'heir', i.inhparent::pg_catalog.int8, i.inhrelid::pg_catalog.int8, NULL, 0
              FROM pg_catalog.pg_inherits i
              JOIN pg_catalog.pg_class h ON h.oid = i.inhrelid AND h.relkind IN ('r', 'p', 'f')
            UNION ALL
            SELECT 'reads', definition.relation::pg_catalog.int8, d.refobjid::pg_catalog.int8, NULL, 0
              FROM (SELECT 'pg_catalog.pg_rewrite'::pg_catalog.regclass AS class, r.oid, r.ev_class AS relation
                      FROM pg_catalog.pg_rewrite r WHERE r.oid >= 16384
                    UNION ALL
                    SELECT 'pg_catalog.pg_policy'::pg_catalog.regclass, p.oid, p.polrelid
                      FROM pg_catalog.pg_policy p) definition
              JOIN pg_catalog.pg_depend d ON d.classid = definition.class AND d.objid = definition.oid
               AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass
             WHERE d.refobjid <> definition.relation
            """;

    /**
     * What runs when a view or a table with row security is read, small definitions first. Their text would be had from
     * pg_get_viewdef only after waiting for locks on their tables, which the application itself may hold.
     */
    private static final String DEFINITIONS = """
            SELECT d.kind, d.relation::pg_catalog.int8, 0, d.tree, 0
              FROM (SELECT stored.*, pg_catalog.sum(pg_catalog.length(stored.tree))
                             OVER (ORDER BY pg_catalog.length(stored.tree), stored.oid) AS total
                      FROM (SELECT 'view' AS kind, r.ev_class AS relation, r.oid, r.ev_action::pg_catalog.text AS tree
                              FROM pg_catalog.pg_rewrite r JOIN pg_catalog.pg_class c ON c.oid = r.ev_class
                             WHERE c.relkind = 'v' AND r.ev_class >= 16384 AND r.ev_type = '1'
                            UNION ALL
                            SELECT 'policy', p.polrelid, p.oid, p.polqual::pg_catalog.text
                              FROM pg_catalog.pg_policy p JOIN pg_catalog.pg_class c ON c.oid = p.polrelid
                             WHERE c.relrowsecurity AND p.polcmd IN ('r', '*') AND p.polqual IS NOT NULL) stored) d
             WHERE d.total <= 8388608 OR d.kind = 'policy'
            """;

    private static final String NAMES = """
            SELECT 'function', p.oid::pg_catalog.int8, 0, p.proname::pg_catalog.text, 0
              FROM pg_catalog.pg_proc p WHERE p.oid >= 16384
            UNION ALL
            SELECT 'inconstant', p.oid::pg_catalog.int8, 0, p.proname::pg_catalog.text, p.pronargs
              FROM pg_catalog.pg_proc p WHERE p.oid < 16384 AND p.provolatile <> 'i'
               AND (EXISTS (SELECT FROM pg_catalog.pg_rewrite r WHERE r.oid >= 16384)
                    OR EXISTS (SELECT FROM pg_catalog.pg_policy p))
            UNION ALL
            SELECT DISTINCT 'text', 0::pg_catalog.int8, 0, a.attname::pg_catalog.text, 0
              FROM pg_catalog.pg_attribute a
              JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
              JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
              LEFT JOIN pg_catalog.pg_type e ON e.oid = t.typelem
             WHERE a.attrelid >= 16384 AND a.attnum > 0 AND c.relkind IN ('r', 'v', 'm', 'f', 'p')
               AND (t.typcategory NOT IN ('D', 'N', 'B', 'A') OR t.typcategory = 'A' AND e.typcategory NOT IN ('D', 'N', 'B'))
            UNION ALL
            SELECT 'operator', o.oid::pg_catalog.int8, 0, o.oprname::pg_catalog.text, 0 FROM operator o
            """;

    /**
     * Code that runs where the text shows neither function nor operator: casts, ordering, checks of
     * domains, logging in; Citus.
     */
    private static final String IMPLICIT = """
            SELECT 'implicit', 0::pg_catalog.int8, 0, NULL, 0
             WHERE EXISTS (SELECT FROM pg_catalog.pg_cast c
                            WHERE c.oid >= 16384 AND c.castfunc IN (SELECT oid FROM inexact))
                OR EXISTS (SELECT FROM pg_catalog.pg_amproc a
                            WHERE a.oid >= 16384 AND a.amproc IN (SELECT oid FROM inexact))
                OR EXISTS (SELECT FROM pg_catalog.pg_amop a
                            WHERE a.oid >= 16384 AND a.amopopr IN (SELECT oid FROM operator))
                OR EXISTS (SELECT FROM pg_catalog.pg_constraint c JOIN uses u ON u.objid = c.oid
                            WHERE c.contypid <> 0 AND u.classid = 'pg_catalog.pg_constraint'::pg_catalog.regclass)
                OR EXISTS (SELECT FROM pg_catalog.pg_event_trigger e
                            WHERE e.evtevent = 'login' AND e.evtenabled <> 'D')
                OR EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extname = 'citus')
            """;

    /**
     * Extensions of which it is known that they write no table of users behind the back of a transaction: none opens a
     * connection, none has a language in which that can be done, and none writes a table by itself. Of all others anything is
     * assumed; among them are all foreign data wrappers.
     */
    private static final Set<String> TAME_EXTENSIONS = Set.of(
            "adminpack",
            "amcheck",
            "autoinc",
            "bloom",
            "btree_gin",
            "btree_gist",
            "citext",
            "cube",
            "dict_int",
            "dict_xsyn",
            "earthdistance",
            "fuzzystrmatch",
            "hstore",
            "insert_username",
            "intagg",
            "intarray",
            "isn",
            "lo",
            "ltree",
            "moddatetime",
            "pageinspect",
            "pg_buffercache",
            "pg_freespacemap",
            "pg_prewarm",
            "pg_stat_statements",
            "pg_trgm",
            "pg_visibility",
            "pg_walinspect",
            "pgcrypto",
            "pgrowlocks",
            "pgstattuple",
            "plpgsql",
            "postgis",
            "postgis_raster",
            "postgis_topology",
            "refint",
            "seg",
            "sslinfo",
            "tablefunc",
            "tcn",
            "tsm_system_rows",
            "tsm_system_time",
            "unaccent",
            "uuid-ossp",
            "vector",
            "xml2");

    /** Functions in C that came with no extension may do anything, too. Triggers of the server's own do not write. */
    private static final String ODDITIES =
            """
            SELECT 'oddity', 0::pg_catalog.int8, 0, 'WRITES_ELSEWHERE', 0
             WHERE EXISTS (SELECT FROM pg_catalog.pg_extension e WHERE e.extname NOT IN (%s))
                OR EXISTS (SELECT FROM pg_catalog.pg_foreign_data_wrapper)
                OR EXISTS (SELECT FROM pg_catalog.pg_proc p
                            WHERE p.oid >= 16384 AND p.prolang = 13
                              AND p.oid NOT IN (SELECT d.objid FROM pg_catalog.pg_depend d
                                                 WHERE d.classid = 'pg_catalog.pg_proc'::pg_catalog.regclass
                                                   AND d.deptype = 'e'))
            UNION ALL
            SELECT 'oddity', 0::pg_catalog.int8, 0, 'WRITES_AT_COMMIT', 0
             WHERE EXISTS (SELECT FROM pg_catalog.pg_trigger t WHERE t.tgdeferrable AND t.tgfoid >= 16384)
            UNION ALL
            SELECT 'oddity', 0::pg_catalog.int8, 0, 'CHECKS_AT_COMMIT', 0
             WHERE EXISTS (SELECT FROM pg_catalog.pg_constraint c WHERE c.condeferrable)
            """.formatted(TAME_EXTENSIONS.stream().sorted().collect(Collectors.joining("', '", "'", "'")));

    private static final String TEXT = USER_CODE
            + RUNS_USER_CODE
            + String.join("UNION ALL\n", RELATIONS, RELATION_PAIRS, DEFINITIONS, NAMES, IMPLICIT, ODDITIES);

    private SchemaQuery() {}

    static SchemaModel run(Connection connection) throws SQLException {
        SchemaFacts facts = new SchemaFacts();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(TEXT)) {
            while (row.next()) {
                facts.add(row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getInt(5));
            }
        }
        return facts.toModel();
    }
}
