package io.larder.jdbc.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerProductTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PostgreSQL 18.1 (Debian 18.1-1.pgdg12+2) on x86_64-pc-linux-gnu, compiled by gcc, 64-bit",
                "PostgreSQL 14.24 on x86_64-pc-linux-gnu, compiled by gcc (Ubuntu 7.5.0) 7.5.0, 64-bit",
                "PostgreSQL 19devel on aarch64-unknown-linux-gnu, compiled by gcc, 64-bit",
                "PostgreSQL 18beta2 on x86_64-windows, compiled by msvc-19.44, 64-bit",
                "PostgreSQL 16.4 (Homebrew) on aarch64-apple-darwin23.4.0, compiled by Apple clang, 64-bit"
            })
    void postgresIsItself(String version) {
        assertThat(ServerProduct.isPostgres(version)).isTrue();
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "CockroachDB CCL v24.1.0 (x86_64-pc-linux-gnu, built 2024/05/15, go1.22)",
                "PostgreSQL 8.0.2 on i686-pc-linux-gnu, compiled by GCC gcc, Redshift 1.0.57379",
                "PostgreSQL 11.2-YB-2.20.1.0-b0 on x86_64-pc-linux-gnu, compiled by clang, 64-bit",
                "PostgreSQL 12.12 (Greenplum Database 7.1.0 build commit:abc) on x86_64-pc-linux-gnu, 64-bit",
                "PostgreSQL 14.2 (EnterpriseDB Advanced Server 14.2.1) on x86_64-pc-linux-gnu, 64-bit",
                "PostgreSQL 13.14.0-RisingWave-2.0.1 (abc)",
                "PostgreSQL 9.2.4 (openGauss 5.0.0 build a07d57c3) on x86_64-unknown-linux-gnu",
                "PostgreSQL 16"
            })
    void whatOnlySpeaksItsProtocolIsNot(String version) {
        assertThat(ServerProduct.isPostgres(version)).isFalse();
    }
}
