package io.larder.cache.redis;

import java.time.Duration;

/**
 * How to reach Redis.
 *
 * @param address {@code redis://[user:password@]host[:port][/database]}, {@code rediss://…} with TLS,
 *     {@code redis-sentinel://host[:port],…/master[/database]}, {@code redis-cluster://host[:port],…} (both with
 *     {@code rediss-…} as well), or {@code file:} and the path of a YAML file for Redisson, which then says everything
 * @param connectTimeout how long opening a connection may take
 * @param commandTimeout how long Redis may take to answer
 */
public record RedisOptions(String address, Duration connectTimeout, Duration commandTimeout) {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration COMMAND_TIMEOUT = Duration.ofSeconds(1);

    static final String FILE = "file:";

    /** Returns whether a text can be an address. */
    public static boolean isAddress(String text) {
        if (text.startsWith(FILE)) {
            return text.length() > FILE.length();
        }
        try {
            return RedisAddress.parse(text).database() >= 0;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /** Uses the default times. */
    public RedisOptions(String address) {
        this(address, CONNECT_TIMEOUT, COMMAND_TIMEOUT);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return address.replaceAll("//[^/]*@", "//…@");
    }
}
