package io.larder.cache.redis;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.redisson.client.DefaultNettyHook;
import org.redisson.config.BaseConfig;
import org.redisson.config.BaseMasterSlaveServersConfig;
import org.redisson.config.ClusterServersConfig;
import org.redisson.config.Config;
import org.redisson.config.ReadMode;
import org.redisson.config.ReplicatedServersConfig;
import org.redisson.config.SentinelServersConfig;
import org.redisson.config.SingleServerConfig;

/** What Redisson is told. */
final class RedissonConfig {
    private static final int THREADS = 2;
    private static final int IO_THREADS = 4;
    private static final int IDLE_CONNECTIONS = 2;

    /** Well within the grace, in which everybody has to find the new master; Redisson looks every five seconds at a cluster. */
    private static final int SCAN_MILLIS = 500;

    private static final Pattern SCAN_INTERVAL = Pattern.compile("(?m)^[^#\\n]*\\bscanInterval\\b");

    private RedissonConfig() {}

    /** Shows which of the two it is that {@link Config} tells nobody. */
    private static final class Shown extends Config {
        Shown(Config config) {
            super(config);
        }

        boolean isReplicated() {
            return getReplicatedServersConfig() != null;
        }

        boolean isMasterSlave() {
            return getMasterSlaveServersConfig() != null;
        }
    }

    /** @throws IllegalArgumentException if the address is none, or the file cannot be read */
    static Config of(RedisOptions options) {
        Config config = options.address().startsWith(RedisOptions.FILE)
                ? read(options.address().substring(RedisOptions.FILE.length()))
                : lookingOften(of(RedisAddress.parse(options.address()), options));
        // Its threads must not keep a program alive that has ended.
        ThreadFactory daemons = new DefaultThreadFactory("larder-redis", true);
        config.setNettyExecutor(task -> daemons.newThread(task).start());
        config.setExecutor(Executors.newFixedThreadPool(THREADS, daemons));
        // Redis may be down when the program starts.
        config.setLazyInitialization(true);
        config.setUseScriptCache(true);
        if (config.getNettyHook() instanceof DefaultNettyHook) {
            config.setNettyHook(new HangingUp());
        }
        return readingFromTheMaster(config);
    }

    private static Config read(String path) {
        try {
            File file = new File(path.startsWith("//") ? path.substring(2) : path);
            Config config = Config.fromYAML(file);
            String yaml = Files.readString(file.toPath(), StandardCharsets.ISO_8859_1);
            return SCAN_INTERVAL.matcher(yaml).find() ? config : lookingOften(config);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException("the file cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private static Config of(RedisAddress address, RedisOptions options) {
        Config config = new Config().setThreads(THREADS).setNettyThreads(IO_THREADS);
        address.user().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
        switch (address.kind()) {
            case SINGLE -> single(timed(config.useSingleServer(), options), address);
            case SENTINEL ->
                few(timed(config.useSentinelServers(), options))
                        .setMasterName(address.master().orElseThrow())
                        .setDatabase(address.database())
                        .addSentinelAddress(address.servers().toArray(String[]::new));
            case CLUSTER ->
                few(timed(config.useClusterServers(), options))
                        .addNodeAddress(address.servers().toArray(String[]::new));
        }
        return config;
    }

    private static void single(SingleServerConfig server, RedisAddress address) {
        server.setAddress(address.servers().get(0))
                .setDatabase(address.database())
                .setConnectionMinimumIdleSize(IDLE_CONNECTIONS)
                .setSubscriptionConnectionMinimumIdleSize(0);
    }

    private static <C extends BaseConfig<C>> C timed(C config, RedisOptions options) {
        // Nothing is tried again behind the caller's back: who asked knows best whether the answer still is of use.
        return config.setRetryAttempts(0)
                .setConnectTimeout(millis(options.connectTimeout()))
                .setTimeout(millis(options.commandTimeout()));
    }

    private static <C extends BaseMasterSlaveServersConfig<C>> C few(C config) {
        return config.setMasterConnectionMinimumIdleSize(IDLE_CONNECTIONS)
                .setSlaveConnectionMinimumIdleSize(1)
                .setSubscriptionConnectionMinimumIdleSize(0);
    }

    /** A replica may not have what its master has acknowledged. */
    private static Config readingFromTheMaster(Config config) {
        BaseMasterSlaveServersConfig<?> servers = servers(config);
        if (servers != null) {
            servers.setReadMode(ReadMode.MASTER);
        }
        return config;
    }

    /** Returns what is said of servers of which one is the master; null if there is one server only. */
    private static @Nullable BaseMasterSlaveServersConfig<?> servers(Config config) {
        if (config.isClusterConfig()) {
            return config.useClusterServers();
        }
        if (config.isSentinelConfig()) {
            return config.useSentinelServers();
        }
        Shown shown = new Shown(config);
        if (shown.isReplicated()) {
            return config.useReplicatedServers();
        }
        return shown.isMasterSlave() ? config.useMasterSlaveServers() : null;
    }

    private static Config lookingOften(Config config) {
        BaseMasterSlaveServersConfig<?> servers = servers(config);
        if (servers instanceof ClusterServersConfig cluster) {
            cluster.setScanInterval(SCAN_MILLIS);
        } else if (servers instanceof SentinelServersConfig sentinel) {
            sentinel.setScanInterval(SCAN_MILLIS);
        } else if (servers instanceof ReplicatedServersConfig replicated) {
            replicated.setScanInterval(SCAN_MILLIS);
        }
        return config;
    }

    private static int millis(Duration time) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, time.toMillis()));
    }
}
