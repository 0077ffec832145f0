package io.larder.integration.cells;

import java.util.List;

/**
 * A version of a database's driver that the build tests.
 *
 * @param flavor the database
 * @param artifact the first part of the jar's name
 * @param version the second
 * @param driverClass the JDBC driver in it
 * @param cached whether its answers are replayed; if not, all its queries pass through
 */
record DriverVersion(Flavor flavor, String artifact, String version, String driverClass, boolean cached) {
    static final List<DriverVersion> ALL = List.of(
            postgres("42.2.29"),
            postgres("42.5.6"),
            postgres("42.6.2"),
            postgres("42.7.0"),
            postgres("42.7.8"),
            postgres("42.7.14"),
            h2("2.1.214"),
            h2("2.2.224"),
            h2("2.3.232"),
            h2("2.4.240"),
            h2("2.5.252"),
            mariaDb("3.3.0", false),
            mariaDb("3.3.4", true),
            mariaDb("3.4.2", true),
            mariaDb("3.5.11", true),
            mariaDb("4.0.0", true));

    private static DriverVersion postgres(String version) {
        return new DriverVersion(Flavor.POSTGRESQL, "postgresql", version, "org.postgresql.Driver", true);
    }

    private static DriverVersion h2(String version) {
        return new DriverVersion(Flavor.H2, "h2", version, "org.h2.Driver", true);
    }

    private static DriverVersion mariaDb(String version, boolean cached) {
        return new DriverVersion(Flavor.MARIADB, "mariadb-java-client", version, "org.mariadb.jdbc.Driver", cached);
    }

    @Override
    public String toString() {
        return artifact + " " + version;
    }
}
