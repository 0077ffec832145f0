package io.larder.jdbc.config;

import io.larder.cache.redis.RedisOptions;
import io.larder.cache.shared.EncryptionKeys;
import io.larder.invalidation.hub.Consistency;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user asked for, complete: one component per option of {@link DriverOption}, which says what each one does.
 *
 * <p>Where an option is given more than once, the first of these is in effect: the URL, the properties given to connect,
 * system properties, environment variables, the file {@code larder.properties}, the default.
 *
 * @param memory in bytes
 * @param maxRows rows of one answer
 * @param maxBytes bytes of one answer
 * @param statements a number of statement texts
 * @param functions last parts of names, in lower case
 * @param standby empty if standbys are always asked
 * @param redis an address, or {@code file:} and a path; empty if this process agrees with no other
 * @param warm a path, or {@code classpath:} and a name; empty if nothing is warmed up
 * @param warmRate statements in a second
 * @param warmRecord a path; empty if no script is written
 * @param verify from 0 to 1
 * @param rules what the file says of single queries
 * @param consoleAdmins names of the database's users, in lower case, who may change something by the console; empty if all
 *     may
 * @param table all of it, for people
 */
public record DriverConfig(
        CacheMode mode,
        long memory,
        Duration ttl,
        int maxRows,
        long maxBytes,
        int statements,
        Duration privilegeTtl,
        Set<String> functions,
        Optional<Duration> standby,
        PoolerMode pooler,
        Duration orphanHold,
        Optional<String> redis,
        Consistency consistency,
        WriteWithoutHub writeWithoutHub,
        Duration redisPatience,
        Duration redisConnectTimeout,
        Duration redisTimeout,
        Optional<EncryptionKeys> encryptionKey,
        Optional<String> warm,
        int warmParallel,
        int warmRate,
        Optional<String> warmRecord,
        double verify,
        int metricsTexts,
        RuleFile rules,
        boolean console,
        Optional<Set<String>> consoleAdmins,
        OptionTable table) {
    public DriverConfig {
        functions = Set.copyOf(functions);
        consoleAdmins = consoleAdmins.map(Set::copyOf);
    }

    /** Returns what is to be in memory before anybody asks. */
    public WarmUpOptions warmUp() {
        return new WarmUpOptions(warm, warmParallel, warmRate, warmRecord);
    }

    /** Without the password of Redis, and without keys. */
    @Override
    public String toString() {
        Optional<String> address = redis.map(text -> new RedisOptions(text).toString());
        Optional<String> key = encryptionKey.map(secret -> "…");
        return "DriverConfig[mode=" + mode + ", memory=" + memory + ", ttl=" + ttl + ", maxRows=" + maxRows
                + ", maxBytes=" + maxBytes + ", statements=" + statements + ", privilegeTtl=" + privilegeTtl
                + ", functions=" + functions + ", standby=" + standby + ", pooler=" + pooler + ", orphanHold="
                + orphanHold
                + ", redis=" + address + ", consistency=" + consistency + ", writeWithoutHub=" + writeWithoutHub
                + ", redisPatience=" + redisPatience + ", redisConnectTimeout=" + redisConnectTimeout
                + ", redisTimeout=" + redisTimeout + ", encryptionKey=" + key + ", warm=" + warm + ", warmParallel="
                + warmParallel + ", warmRate=" + warmRate + ", warmRecord=" + warmRecord
                + ", verify=" + verify
                + ", metricsTexts=" + metricsTexts + ", rules=" + rules.location()
                + ", console=" + console + ", consoleAdmins=" + consoleAdmins + ", table="
                + table.rows().size() + " options]";
    }

    /**
     * Takes what is Larder's out of a URL and its properties.
     *
     * @param url a URL that {@link LarderUrl#accepts} accepts
     * @param properties as they were given to {@link java.sql.Driver#connect}; never changed
     * @throws SQLException if the URL names no database, an option is unknown, given twice or has a value that is not
     *     allowed, or a file can't be read; SQLState 08001
     */
    public static ResolvedConfig resolve(String url, @Nullable Properties properties) throws SQLException {
        return ConfigSources.OF_THIS_PROCESS.resolve(url, properties);
    }

    /**
     * Returns the configuration of a DataSource, whose options stand in place of the URL's and the properties'.
     *
     * @param options by full name ({@code larder.ttl}); nothing else may be in it
     * @throws SQLException as {@link #resolve(String, Properties)} does
     */
    public static DriverConfig resolve(Map<String, String> options) throws SQLException {
        return ConfigSources.OF_THIS_PROCESS.resolve(options);
    }

    static DriverConfig of(FoundOptions found) throws SQLException {
        return new DriverConfig(
                found.value(DriverOption.MODE),
                found.value(DriverOption.MEMORY),
                found.value(DriverOption.TTL),
                found.value(DriverOption.MAX_ROWS),
                found.value(DriverOption.MAX_BYTES),
                found.value(DriverOption.STATEMENTS),
                found.value(DriverOption.PRIVILEGE_TTL),
                found.value(DriverOption.FUNCTIONS),
                found.value(DriverOption.STANDBY),
                found.value(DriverOption.POOLER),
                found.value(DriverOption.ORPHAN_HOLD),
                found.value(DriverOption.REDIS),
                found.value(DriverOption.CONSISTENCY),
                found.value(DriverOption.WRITE_WITHOUT_HUB),
                found.value(DriverOption.REDIS_PATIENCE),
                found.value(DriverOption.REDIS_CONNECT_TIMEOUT),
                found.value(DriverOption.REDIS_TIMEOUT),
                found.value(DriverOption.ENCRYPTION_KEY),
                found.value(DriverOption.WARM),
                found.value(DriverOption.WARM_PARALLEL),
                found.value(DriverOption.WARM_RATE),
                found.value(DriverOption.WARM_RECORD),
                found.value(DriverOption.VERIFY),
                found.value(DriverOption.METRICS_TEXTS),
                found.rules(),
                found.value(DriverOption.CONSOLE),
                found.value(DriverOption.CONSOLE_ADMINS),
                OptionTable.of(found));
    }
}
