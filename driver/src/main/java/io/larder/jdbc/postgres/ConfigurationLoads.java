package io.larder.jdbc.postgres;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When servers last loaded their configuration, as far as their sessions have told. A session that was open at the time
 * tells when it heard of it itself (PostgreSQL's manual on {@code pg_conf_load_time}), which is another moment for each of
 * them: compared as they are, two sessions would never agree again. The latest that any of them told is the same for all.
 * Thread-safe.
 */
final class ConfigurationLoads {
    /** In microseconds, by the moment at which the server was started. */
    private static final Map<Long, Long> LATEST = new ConcurrentHashMap<>();

    private ConfigurationLoads() {}

    /** Takes what a session tells; returns the latest that was told of its server. */
    static long latest(long server, long loadedAt) {
        return LATEST.merge(server, loadedAt, Math::max);
    }
}
