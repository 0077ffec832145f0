package io.larder.cache.redis;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/**
 * What a Redis says of itself, for who looks whether it suits. Of a cluster, one of its servers.
 *
 * @param facts what {@code INFO} gives, by name
 * @param roundTrip the median of some
 */
public record RedisCheckup(Map<String, String> facts, Duration roundTrip) {
    private static final int ROUND_TRIPS = 21;

    public RedisCheckup {
        facts = Map.copyOf(facts);
    }

    /**
     * Asks a Redis; waits for it, at most for the timeouts of its options or file.
     *
     * @throws RuntimeException if it cannot be reached, or refuses
     * @throws NoClassDefFoundError if Redisson is not on the class path
     */
    public static RedisCheckup of(RedisOptions redis) {
        RedissonClient client = RedisConnection.to(redis).connect();
        Map<String, String> facts = new HashMap<>();
        String info = eval(client, "return redis.call('INFO')", RScript.ReturnType.STRING);
        info.lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> facts.put(parts[0], parts[1].strip()));
        long[] nanos = new long[ROUND_TRIPS];
        for (int i = 0; i < ROUND_TRIPS; i++) {
            long start = System.nanoTime();
            eval(client, "return 'x'", RScript.ReturnType.STRING);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new RedisCheckup(facts, Duration.ofNanos(nanos[ROUND_TRIPS / 2]));
    }

    private static String eval(RedissonClient client, String script, RScript.ReturnType type) {
        return client.getScript(StringCodec.INSTANCE).eval(RScript.Mode.READ_WRITE, script, type, List.of());
    }
}
