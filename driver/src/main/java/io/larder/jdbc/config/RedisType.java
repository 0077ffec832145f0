package io.larder.jdbc.config;

import io.larder.cache.redis.RedisOptions;
import java.util.Optional;

/** How to reach Redis. */
record RedisType() implements OptionType<String> {
    @Override
    public Optional<String> parse(String text) {
        return RedisOptions.isAddress(text) ? Optional.of(text) : Optional.empty();
    }

    @Override
    public String allowed() {
        return "redis://[user:password@]host[:port][/database], redis-sentinel://host[:port],.../master[/database], "
                + "redis-cluster://host[:port],..., each with rediss for TLS, or file: and the path of a YAML file for "
                + "Redisson";
    }
}
