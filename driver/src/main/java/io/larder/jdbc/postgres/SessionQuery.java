package io.larder.jdbc.postgres;

import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;

/**
 * The one query that asks a session who and where it is. Reads no table, not even a catalog: a role may have no right to it,
 * and the failure would end the application's transaction. Names every function with its schema, so that no search path can
 * redirect it. Fails on no setting that a version of PostgreSQL does not have.
 *
 * <p>A server is identified by the moment its postmaster started, in microseconds. Unlike the system identifier it needs no
 * privilege, so that all sessions see the same one, and it differs between a server, its clones and the standby that takes
 * over from it without its last commits. After a restart, all answers are asked for again.
 */
final class SessionQuery {
    /** Settings that can change an answer, or whether it comes with a warning or an error. */
    private static final List<String> SETTINGS = List.of(
            "search_path",
            "TimeZone",
            "timezone_abbreviations",
            "DateStyle",
            "IntervalStyle",
            "extra_float_digits",
            "bytea_output",
            "xmloption",
            "xmlbinary",
            "array_nulls",
            "quote_all_identifiers",
            "row_security",
            "lc_monetary",
            "lc_numeric",
            "lc_time",
            "default_text_search_config",
            "backslash_quote",
            "escape_string_warning",
            "gin_fuzzy_search_limit",
            "client_encoding",
            "client_min_messages");

    /** Settings that can change the order of rows for which the query asks no order. */
    private static final List<String> OF_THE_PLANNER = List.of(
            "enable_async_append",
            "enable_bitmapscan",
            "enable_distinct_reordering",
            "enable_gathermerge",
            "enable_group_by_reordering",
            "enable_hashagg",
            "enable_hashjoin",
            "enable_incremental_sort",
            "enable_indexonlyscan",
            "enable_indexscan",
            "enable_material",
            "enable_memoize",
            "enable_mergejoin",
            "enable_nestloop",
            "enable_parallel_append",
            "enable_parallel_hash",
            "enable_partition_pruning",
            "enable_partitionwise_aggregate",
            "enable_partitionwise_join",
            "enable_presorted_aggregate",
            "enable_self_join_elimination",
            "enable_seqscan",
            "enable_sort",
            "enable_tidscan",
            "constraint_exclusion",
            "cpu_index_tuple_cost",
            "cpu_operator_cost",
            "cpu_tuple_cost",
            "cursor_tuple_fraction",
            "debug_parallel_query",
            "effective_cache_size",
            "force_parallel_mode",
            "from_collapse_limit",
            "geqo",
            "geqo_effort",
            "geqo_generations",
            "geqo_pool_size",
            "geqo_seed",
            "geqo_selection_bias",
            "geqo_threshold",
            "hash_mem_multiplier",
            "join_collapse_limit",
            "max_parallel_workers_per_gather",
            "min_parallel_index_scan_size",
            "min_parallel_table_scan_size",
            "parallel_leader_participation",
            "parallel_setup_cost",
            "parallel_tuple_cost",
            "plan_cache_mode",
            "random_page_cost",
            "recursive_worktable_factor",
            "seq_page_cost",
            "synchronize_seqscans",
            "work_mem");

    private static final String STANDARD_STRINGS = "standard_conforming_strings";
    private static final String NULL_EQUALS = "transform_null_equals";
    private static final String ISOLATION = "default_transaction_isolation";

    /** The moment its server was started, as a number. */
    static final String SERVER = """
            (pg_catalog.date_part('epoch', pg_catalog.pg_postmaster_start_time())
                OPERATOR(pg_catalog.*) 1000000)::pg_catalog.int8""";

    private static final String DATABASE = """
            (SELECT a.objid FROM pg_catalog.pg_get_object_address(
                'database', ARRAY[pg_catalog.current_database()]::pg_catalog.text[], '{}'::pg_catalog.text[]) a)""";

    private static final List<String> IDENTITY = List.of(
            SERVER,
            DATABASE,
            "CURRENT_USER",
            "SESSION_USER",
            "pg_catalog.current_schemas(true)::pg_catalog.text",
            // One cell for all: what a version of PostgreSQL does not have is left out, for all its sessions alike.
            OF_THE_PLANNER.stream()
                    .map(SessionQuery::setting)
                    .collect(Collectors.joining(", ", "pg_catalog.concat_ws(' ', ", ")")));
    private static final List<String> STATE = List.of(
            "pg_catalog.version()",
            "pg_catalog.pg_is_in_recovery()",
            "pg_catalog.pg_my_temp_schema()",
            setting(STANDARD_STRINGS),
            setting(NULL_EQUALS),
            setting(ISOLATION),
            "pg_catalog.pg_backend_pid()");

    /** A name that a setting can have; nothing else is asked for, since PostgreSQL could refuse it. */
    private static final Pattern SETTING_NAME =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,62}(\\.[A-Za-z_][A-Za-z0-9_$]{0,62})*");

    private static final Map<String, Integer> ISOLATIONS = Map.of(
            "read uncommitted", Connection.TRANSACTION_READ_UNCOMMITTED,
            "read committed", Connection.TRANSACTION_READ_COMMITTED,
            "repeatable read", Connection.TRANSACTION_REPEATABLE_READ,
            "serializable", Connection.TRANSACTION_SERIALIZABLE);

    private final BaseConnection connection;
    private final List<String> customSettings;
    private final List<String> askable;

    private SessionQuery(BaseConnection connection, Set<String> customSettings) {
        this.connection = connection;
        this.customSettings = List.copyOf(new TreeSet<>(customSettings));
        this.askable = this.customSettings.stream()
                .filter(name -> SETTING_NAME.matcher(name).matches())
                .toList();
    }

    static SessionSnapshot run(BaseConnection connection, Set<String> customSettings) throws SQLException {
        return new SessionQuery(connection, customSettings).run();
    }

    private SessionSnapshot run() throws SQLException {
        // Not prepared: it would take a place in the driver's cache of statements, and be seen among the server's.
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(text())) {
            row.next();
            return read(row);
        }
    }

    private String text() {
        List<String> columns = new ArrayList<>(STATE);
        columns.addAll(IDENTITY);
        SETTINGS.forEach(name -> columns.add(setting(name)));
        askable.forEach(name -> columns.add(setting(name)));
        return columns.stream().collect(Collectors.joining(", ", "SELECT ", ""));
    }

    private static String setting(String name) {
        return "pg_catalog.current_setting('" + name + "', true)";
    }

    private SessionSnapshot read(ResultSet row) throws SQLException {
        int firstOfKey = STATE.size() + 1;
        String clockDomain = "postgresql/" + row.getString(firstOfKey) + "/" + row.getString(firstOfKey + 1);
        List<String> key = new ArrayList<>();
        key.add(clockDomain);
        int ofKey = IDENTITY.size() + SETTINGS.size() + askable.size();
        for (int column = firstOfKey + 2; column < firstOfKey + ofKey; column++) {
            key.add(element(row.getString(column)));
        }
        key.add(String.join(",", askable));
        key.add(row.getString(2));
        addDriverOptions(key);
        int isolation = ISOLATIONS.getOrDefault(row.getString(6), Connection.TRANSACTION_SERIALIZABLE);
        return new SessionSnapshot(clockDomain, key, isolation, whyNotCacheable(row), where(row));
    }

    /**
     * A standby lags behind. A pooler that gives one session of the server to several clients tells each of them a number of
     * its own for it.
     */
    private Set<BypassReason> where(ResultSet row) throws SQLException {
        Set<BypassReason> where = EnumSet.noneOf(BypassReason.class);
        if (row.getBoolean(2)) {
            where.add(BypassReason.STANDBY);
        }
        if (row.getInt(7) != connection.getBackendPID()) {
            where.add(BypassReason.POOLER);
        }
        return where;
    }

    /** What pgjdbc was told that changes the question it asks or the form in which it wants the answer. */
    private void addDriverOptions(List<String> key) {
        key.add(connection.getPreferQueryMode().value());
        key.add(Boolean.toString(connection.getStringVarcharFlag()));
        key.add(BinaryFormats.of(connection));
        key.add(Long.toString(ResultBuffer.limit(connection)));
    }

    private Optional<BypassReason> whyNotCacheable(ResultSet row) throws SQLException {
        if (!ServerProduct.isPostgres(row.getString(1))) {
            return Optional.of(BypassReason.DATABASE_NOT_SUPPORTED);
        }
        if (row.getLong(3) != 0) {
            return Optional.of(BypassReason.TEMPORARY_TABLES);
        }
        boolean usual = "on".equals(row.getString(4)) && "off".equals(row.getString(5));
        boolean known = usual && askable.size() == customSettings.size();
        return known ? Optional.empty() : Optional.of(BypassReason.SESSION_NOT_KNOWN);
    }

    /** Keeps "not set" apart from "empty". */
    private static String element(@Nullable String value) {
        return value == null ? "-" : "=" + value;
    }
}
