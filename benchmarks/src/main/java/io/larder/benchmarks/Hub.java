package io.larder.benchmarks;

import io.larder.cache.redis.RedisConnection;
import io.larder.cache.redis.RedisOptions;
import io.larder.testservers.TestServers;
import java.time.Duration;
import org.redisson.api.RedissonClient;
import org.redisson.api.options.KeysScanOptions;

/** The Redis in which processes meet. */
final class Hub {
    /** Set by {@link Run}, so that all forks use one server. */
    static final String REDIS_URL = "benchmarks.redis";

    private static final String ANSWERS = "larder:*:answer:*";

    /** The machine may be busy; what takes longer than usual is measured, and not given up. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private Hub() {}

    static String url() {
        String url = System.getProperty(REDIS_URL);
        return url != null ? url : TestServers.redis().uri();
    }

    /** Returns the URL of a connection through Larder that shares its answers. */
    static String with(String url) {
        String seconds = PATIENCE.toSeconds() + "s";
        return url + "&larder.redis=" + url() + "&larder.redis.patience=" + seconds + "&larder.redis.timeout=" + seconds
                + "&larder.redis.connectTimeout=" + seconds;
    }

    /** Returns the connection that Larder has itself. */
    static RedissonClient client() {
        return RedisConnection.to(new RedisOptions(url(), PATIENCE, PATIENCE)).connect();
    }

    static void dropAnswers(RedissonClient client) {
        client.getKeys().deleteByPattern(ANSWERS);
    }

    /** Returns the names of all answers that are kept. */
    static String[] answers(RedissonClient client) {
        return client.getKeys()
                .getKeysStream(KeysScanOptions.defaults().pattern(ANSWERS))
                .distinct()
                .toArray(String[]::new);
    }
}
