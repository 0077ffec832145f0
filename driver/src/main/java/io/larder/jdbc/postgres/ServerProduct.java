package io.larder.jdbc.postgres;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Tells PostgreSQL from the servers that speak its protocol and have other catalogs, locks or formats. */
final class ServerProduct {
    /** As PostgreSQL's configure script builds it: "PostgreSQL 18.1 (Debian 18.1-1.pgdg12+2) on x86_64-pc-linux-gnu, …". */
    private static final Pattern POSTGRES =
            Pattern.compile("PostgreSQL [1-9]\\d+(\\.\\d+|devel|alpha\\d+|beta\\d+|rc\\d+)?( \\([^)]*\\))* on .+");

    private static final Pattern RELATIVE = Pattern.compile(
            "cockroach|redshift|greenplum|cloudberry|enterprisedb|yugabyte|-YB-|gauss|risingwave|materialize|polardb"
                    + "|hologres|crate|questdb|vertica|denodo",
            Pattern.CASE_INSENSITIVE);

    private ServerProduct() {}

    /** Returns whether version() is that of PostgreSQL itself. */
    static boolean isPostgres(@Nullable String version) {
        return version != null
                && POSTGRES.matcher(version).matches()
                && !RELATIVE.matcher(version).find();
    }
}
