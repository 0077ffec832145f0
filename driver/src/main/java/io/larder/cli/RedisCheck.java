package io.larder.cli;

import io.larder.cache.redis.RedisCheckup;
import io.larder.cache.redis.RedisOptions;
import io.larder.jdbc.config.DriverConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Looks whether the Redis of some options suits. */
final class RedisCheck {
    private static final Duration SLOW = Duration.ofMillis(5);
    private static final int LEAST_MAJOR = 6;

    private RedisCheck() {}

    static List<Finding> of(DriverConfig config) {
        if (config.redis().isEmpty()) {
            return List.of(Finding.ok("Redis", "none: one process, or each by itself"));
        }
        RedisOptions options =
                new RedisOptions(config.redis().get(), config.redisConnectTimeout(), config.redisTimeout());
        try {
            return of(RedisCheckup.of(options), config);
        } catch (NoClassDefFoundError missing) {
            return List.of(
                    Finding.bad("Redis", "Redisson is not there", "put org.redisson:redisson on the class path"));
        } catch (RuntimeException e) {
            return List.of(Finding.bad(
                    "Redis",
                    options + ": " + LarderCommand.firstLine(e),
                    "nothing is served while it cannot be reached: address, password, network, and the command INFO"));
        }
    }

    private static List<Finding> of(RedisCheckup redis, DriverConfig config) {
        Map<String, String> facts = redis.facts();
        List<Finding> findings = new ArrayList<>();
        String version = facts.getOrDefault("redis_version", "unknown");
        int major = version.matches("[0-9]+\\..*") ? Integer.parseInt(version.substring(0, version.indexOf('.'))) : 0;
        findings.add(
                major >= LEAST_MAJOR
                        ? Finding.ok("Redis", version)
                        : Finding.note("Redis", "version " + version, "tested are 6 and later"));
        findings.add(policy(facts));
        findings.add(persistence(facts));
        if (!facts.getOrDefault("role", "master").equals("master")) {
            findings.add(
                    Finding.bad("Redis role", facts.get("role") + "", "name the primary: a replica takes no writes"));
        }
        double millis = redis.roundTrip().toNanos() / 1e6;
        String latency = String.format(Locale.ROOT, "%.2f ms for a round trip (median)", millis);
        findings.add(
                redis.roundTrip().compareTo(SLOW) < 0
                        ? Finding.ok("Redis latency", latency)
                        : Finding.note(
                                "Redis latency", latency, "every write waits for it twice: a Redis nearby is better"));
        if (redis.roundTrip().compareTo(config.redisPatience()) > 0) {
            findings.add(Finding.bad(
                    "larder.redis.patience",
                    "shorter than a round trip",
                    "raise it, or no answer is ever found there"));
        }
        return findings;
    }

    private static Finding policy(Map<String, String> facts) {
        String policy = facts.getOrDefault("maxmemory_policy", "unknown");
        boolean bounded = !facts.getOrDefault("maxmemory", "0").equals("0");
        if (!bounded) {
            return Finding.note(
                    "Redis memory",
                    "no maxmemory",
                    "set one, with maxmemory-policy volatile-lru: answers have a time to live");
        }
        return policy.startsWith("volatile")
                ? Finding.ok("Redis memory", policy)
                : Finding.note(
                        "Redis memory",
                        "maxmemory-policy " + policy,
                        policy.equals("noeviction")
                                ? "when it is full, no write can be told to the others: volatile-lru"
                                : "it may drop what processes agree on, and they begin anew: volatile-lru");
    }

    private static Finding persistence(Map<String, String> facts) {
        boolean append = facts.getOrDefault("aof_enabled", "0").equals("1");
        return Finding.ok(
                "Redis persistence",
                append ? "append-only file (not needed: nothing is lost with it)" : "none is needed");
    }
}
