package io.larder.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FunctionCatalogTest {
    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void aFunctionIsDeterministicOrNot(Dialect dialect) {
        FunctionCatalog catalog = FunctionCatalog.of(dialect);

        assertThat(catalog.deterministic()).isNotEmpty().doesNotContainAnyElementsOf(catalog.harmless());
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void whatMayDoAnythingIsNotKnown(Dialect dialect) {
        List<String> dangerous = List.of(
                "set_config",
                "lo_create",
                "lo_unlink",
                "lo_import",
                "lowrite",
                "pg_read_file",
                "query_to_xml",
                "table_to_xml",
                "cursor_to_xml",
                "ts_stat",
                "ts_rewrite",
                "dblink",
                "pg_terminate_backend",
                "pg_reload_conf",
                "pg_switch_wal",
                "csvread",
                "csvwrite",
                "file_read",
                "file_write",
                "link_schema",
                "cancel_session",
                "abort_session",
                "load_file",
                "json_populate_record",
                "currtid2",
                "pg_logical_emit_message",
                "pg_input_is_valid");

        assertThat(dangerous).noneMatch(FunctionCatalog.of(dialect)::knows);
    }

    @ParameterizedTest
    @EnumSource(value = Dialect.class, names = "GENERIC", mode = EnumSource.Mode.EXCLUDE)
    void whatDependsOnTheClockOrChanceIsNotDeterministic(Dialect dialect) {
        List<String> changing = List.of(
                "now",
                "random",
                "rand",
                "nextval",
                "currval",
                "lastval",
                "clock_timestamp",
                "uuid",
                "gen_random_uuid",
                "version",
                "current_setting",
                "txid_current",
                "pg_advisory_lock",
                "last_insert_id",
                "sleep",
                "current_timestamp",
                "to_tsvector");

        assertThat(FunctionCatalog.of(dialect).deterministic()).doesNotContainAnyElementsOf(changing);
    }
}
