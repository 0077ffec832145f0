package io.larder.jdbc.config;

import io.larder.cache.shared.EncryptionKeys;
import io.larder.invalidation.hub.Consistency;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One option of the driver. The table below is the only place where an option is defined: {@link DriverConfig},
 * {@link java.sql.Driver#getPropertyInfo}, docs/configuration.md and the error messages are made from it. Immutable.
 */
public final class DriverOption<T> {
    static final String PREFIX = "larder.";

    static final DriverOption<CacheMode> MODE = new DriverOption<>(
            "larder.mode",
            new OptionType.Choice<>(CacheMode.class),
            "cache",
            "Whether answers are kept and served; `off` hands every call to the database's driver, and so does `observe`, which "
                    + "counts what would have been answered from memory.");

    static final DriverOption<Long> MEMORY = new DriverOption<>(
            "larder.memory",
            new SizeType("64KB", "1TB"),
            "64MB",
            "Memory that the kept answers of one database may occupy in one process.");

    static final DriverOption<Duration> TTL = new DriverOption<>(
            "larder.ttl",
            new DurationType("1ms", "365d"),
            "10m",
            "Age after which an answer is no longer served, even if no write was seen.");

    static final DriverOption<Integer> MAX_ROWS = new DriverOption<>(
            "larder.maxRows",
            new OptionType.Count("rows", 1, 1_000_000),
            "1000",
            "Rows of the largest answer that is kept; larger ones pass through.");

    static final DriverOption<Long> MAX_BYTES = new DriverOption<>(
            "larder.maxBytes",
            new SizeType("1KB", "1GB"),
            "1MB",
            "Size of the largest answer that is kept; larger ones pass through.");

    static final DriverOption<Integer> STATEMENTS = new DriverOption<>(
            "larder.statements",
            new OptionType.Count("statements", 1, 1_000_000),
            "10000",
            "How many statement texts are remembered together with their analysis.");

    static final DriverOption<Duration> PRIVILEGE_TTL = new DriverOption<>(
            "larder.privilegeTtl",
            new DurationType("1s", "1h"),
            "60s",
            "Time after which rights and definitions that were changed by others than Larder (`REVOKE`, `DROP`, "
                    + "`CREATE TRIGGER` in another program) are noticed at the latest; nothing is served while the "
                    + "last look at them is older.");

    static final DriverOption<Set<String>> FUNCTIONS = new DriverOption<>(
            "larder.functions",
            new NameListType("functions"),
            "none",
            "Functions of the database's users whose answers may be kept, because they depend on their arguments "
                    + "alone: they read no table, no clock and no setting, and write nothing; schemas are not compared, "
                    + "and a function that the database knows to be volatile is not believed to be otherwise.");

    static final DriverOption<Optional<Duration>> STANDBY = new DriverOption<>(
            "larder.standby",
            new OptionType.Switched<>(new DurationType("1ms", "365d")),
            "off",
            "Age up to which answers of a standby or read replica are served, which Larder sees no writes of; `off` "
                    + "asks it each time.");

    static final DriverOption<PoolerMode> POOLER = new DriverOption<>(
            "larder.pooler",
            new OptionType.Choice<>(PoolerMode.class),
            "transaction",
            "For how long a connection pooler before PostgreSQL (PgBouncer) leaves a server's session with one "
                    + "client: behind one that takes it away after each `transaction` nothing is cached, behind one that "
                    + "leaves it for the whole `session` everything is.");

    static final DriverOption<Duration> ORPHAN_HOLD = new DriverOption<>(
            "larder.orphanHold",
            new DurationType("1s", "24h"),
            "60s",
            "How long the tables of a transaction stay uncached when the connection was lost during its COMMIT, "
                    + "so that nobody knows whether or when it takes effect.");

    static final DriverOption<Optional<String>> REDIS = new DriverOption<>(
            "larder.redis",
            new OptionType.Switched<>(new RedisType()),
            "off",
            "Redis through which the processes of an application keep each other's memory current: a write through one "
                    + "is seen by all. Needs `org.redisson:redisson` on the class path; a YAML file for Redisson says "
                    + "whatever an address cannot. While Redis cannot be reached nothing is served from memory.");

    static final DriverOption<Consistency> CONSISTENCY = new DriverOption<>(
            "larder.consistency",
            new OptionType.Choice<>(Consistency.class),
            "strict",
            "What a write waits for when there is a Redis: `strict` until no other process can serve what it outdates, "
                    + "`bounded` for nothing, and then the others may serve it for some milliseconds more, 2 seconds "
                    + "at most.");

    static final DriverOption<WriteWithoutHub> WRITE_WITHOUT_HUB = new DriverOption<>(
            "larder.writeWithoutHub",
            new OptionType.Choice<>(WriteWithoutHub.class),
            "allow",
            "What becomes of a write while Redis cannot be reached, so that processes that do reach it may go on to "
                    + "serve what it outdates: `allow` it, or `refuse` it with SQLState 57L01.");

    static final DriverOption<Duration> REDIS_PATIENCE = new DriverOption<>(
            "larder.redis.patience",
            new DurationType("1ms", "10s"),
            "50ms",
            "How long a query waits for an answer from Redis before it asks the database, also if another process is asking "
                    + "it the same just then.");

    static final DriverOption<Duration> REDIS_CONNECT_TIMEOUT = new DriverOption<>(
            "larder.redis.connectTimeout",
            new DurationType("1ms", "60s"),
            "1s",
            "How long opening a connection to Redis may take; no query waits for it.");

    static final DriverOption<Duration> REDIS_TIMEOUT = new DriverOption<>(
            "larder.redis.timeout",
            new DurationType("1ms", "60s"),
            "1s",
            "How long Redis may take to answer before it counts as out of reach; no query waits for it.");

    static final DriverOption<Optional<EncryptionKeys>> ENCRYPTION_KEY = new DriverOption<>(
            "larder.encryption.key",
            new OptionType.Switched<>(new EncryptionKeysType()),
            "off",
            "Keys with which answers in Redis are encrypted (AES-256-GCM), so that nobody reads or forges them there: the "
                    + "first encrypts, all decrypt. To change it, add a new one at the end everywhere, then move it to "
                    + "the front, then drop the old one.");

    static final DriverOption<Optional<String>> WARM = new DriverOption<>(
            "larder.warm",
            new OptionType.Switched<>(new ScriptType()),
            "off",
            "SQL script whose answers are loaded into memory in the background, from the first connection of a process to "
                    + "its database on; see [warm-up.md](warm-up.md).");

    static final DriverOption<Integer> WARM_PARALLEL = new DriverOption<>(
            "larder.warm.parallel",
            new OptionType.Count("connections", 1, 64),
            "2",
            "How many connections of its own a warm-up opens at most; they are closed at its end.");

    static final DriverOption<Integer> WARM_RATE = new DriverOption<>(
            "larder.warm.rate",
            new OptionType.Count("statements in a second", 1, 1_000_000),
            "200",
            "How many statements a warm-up sends to the database in a second at most; fewer while that is slow.");

    static final DriverOption<Optional<String>> WARM_RECORD = new DriverOption<>(
            "larder.warm.record",
            new OptionType.Switched<>(new OptionType.FilePath("an SQL script")),
            "off",
            "File in which a warm-up script is kept of what this process asks most, with parameters as they are, for the "
                    + "next start; written every 5 minutes while there are connections, readable by its owner alone.");

    static final DriverOption<Double> VERIFY = new DriverOption<>(
            "larder.verify",
            new ShareType(),
            "0%",
            "Share of hits that the database is asked all the same, and answers; a difference from what was kept is counted "
                    + "and logged, and a text that differs twice without a write in between is not cached any more.");

    static final DriverOption<Integer> METRICS_TEXTS = new DriverOption<>(
            "larder.metrics.texts",
            new OptionType.Count("texts", 0, 1_000),
            "0",
            "Of how many texts, and of how many tables, Micrometer is told one by one, if it is on the class path: of "
                    + "the texts that save most of the database's time, and of the tables that are asked most; `0` for "
                    + "neither. A text is five series more for a monitoring system to keep, a table six.");

    static final DriverOption<Boolean> CONSOLE = new DriverOption<>(
            "larder.console",
            new OptionType.Truth(),
            "true",
            "Whether the connection answers `SHOW LARDER STATUS` and its like; `false` sends them to "
                    + "the database, which does not understand them.");

    static final DriverOption<Optional<Set<String>>> CONSOLE_ADMINS = new DriverOption<>(
            "larder.console.admins",
            new UserListType(),
            "*",
            "Users of the database who may change something for others by SQL (`FLUSH LARDER`, `WARM LARDER`); `*` for all of "
                    + "them. Everybody may look, and switch caching off and on for the own session.");

    static final DriverOption<String> CONFIG = new DriverOption<>(
            "larder.config",
            new OptionType.FilePath("a properties file"),
            null,
            "File with further options and with rules; without it, `larder.properties` is read if there is one.");

    static final List<DriverOption<?>> ALL = List.of(
            MODE,
            MEMORY,
            TTL,
            MAX_ROWS,
            MAX_BYTES,
            STATEMENTS,
            PRIVILEGE_TTL,
            FUNCTIONS,
            STANDBY,
            POOLER,
            ORPHAN_HOLD,
            REDIS,
            CONSISTENCY,
            WRITE_WITHOUT_HUB,
            REDIS_PATIENCE,
            REDIS_CONNECT_TIMEOUT,
            REDIS_TIMEOUT,
            ENCRYPTION_KEY,
            WARM,
            WARM_PARALLEL,
            WARM_RATE,
            WARM_RECORD,
            VERIFY,
            METRICS_TEXTS,
            CONSOLE,
            CONSOLE_ADMINS,
            CONFIG);

    private final String name;
    private final OptionType<T> type;
    private final @Nullable String defaultText;
    private final String description;

    private DriverOption(String name, OptionType<T> type, @Nullable String defaultText, String description) {
        this.name = name;
        this.type = type;
        this.defaultText = defaultText;
        this.description = description;
    }

    /**
     * Returns Larder's options as {@link java.sql.Driver#getPropertyInfo} gives them, each with the value that would be in
     * effect for this URL and these properties.
     *
     * @throws SQLException if the URL is not one of Larder's, or an option is unknown or given twice
     */
    public static DriverPropertyInfo[] propertyInfo(String url, @Nullable Properties properties) throws SQLException {
        return propertyInfo(ConfigSources.OF_THIS_PROCESS.find(LarderUrl.parse(url), SplitProperties.of(properties)));
    }

    static DriverPropertyInfo[] propertyInfo(FoundOptions found) {
        return ALL.stream()
                .map(option -> option.propertyInfo(found.text(option)))
                .toArray(DriverPropertyInfo[]::new);
    }

    private DriverPropertyInfo propertyInfo(Optional<String> given) {
        DriverPropertyInfo info =
                new DriverPropertyInfo(name, type.isSecret() ? defaultText : given.orElse(defaultText));
        info.description = description.replace("`", "") + " Give " + type.allowed() + ".";
        info.choices = type.choices().isEmpty() ? null : type.choices().toArray(String[]::new);
        return info;
    }

    /** Returns whether a name is meant for Larder, known or not. Letter case does not matter. */
    static boolean isOurs(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** Returns the option of that name, in any letter case: H2 and SQL Server do not tell case in URLs. */
    static Optional<DriverOption<?>> named(String name) {
        return ALL.stream().filter(option -> option.name.equalsIgnoreCase(name)).findFirst();
    }

    /** Returns the full name, as it is written in URLs and property files. */
    public String name() {
        return name;
    }

    /** Returns the name as an environment variable: {@code larder.maxRows} is {@code LARDER_MAX_ROWS}. */
    String environmentName() {
        return name.replace('.', '_').replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
    }

    OptionType<T> type() {
        return type;
    }

    /** Returns the value in effect when none is given, as a user would write it; empty if there is none. */
    Optional<String> defaultText() {
        return Optional.ofNullable(defaultText);
    }

    /** Returns one sentence that says what the option does. */
    String description() {
        return description;
    }

    @Override
    public String toString() {
        return name;
    }
}
