package io.larder.cache.redis;

import io.netty.util.HashedWheelTimer;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.redisson.Redisson;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/**
 * This process's way to one Redis, shared by all that name it alike. It is made by a thread of our own, so that no thread of
 * the application ever waits for it; once made, it comes back by itself whenever Redis does. It is closed when the last of
 * those has gone who have said that they use it. Thread-safe.
 */
public final class RedisConnection {
    private static final ConcurrentMap<RedisOptions, RedisConnection> CONNECTIONS = new ConcurrentHashMap<>();
    private static final long CLOSE_SECONDS = 1;

    private final RedisOptions options;
    private final Config config;
    private final Duration longest;
    /** Changed where the connections are kept. */
    private int users;

    private boolean closed;
    private @Nullable Redisson redisson;
    private volatile @Nullable RedissonClient connected;

    private RedisConnection(RedisOptions options) {
        this.options = options;
        this.config = RedissonConfig.of(options);
        this.longest = options.connectTimeout().plus(options.commandTimeout());
    }

    /**
     * Returns the connection to a Redis; nothing is sent yet.
     *
     * @throws IllegalArgumentException if the address is none
     */
    public static RedisConnection to(RedisOptions options) {
        return CONNECTIONS.computeIfAbsent(options, RedisConnection::new);
    }

    /**
     * Returns the connection to a Redis to somebody who will {@link #release} it.
     *
     * @throws IllegalArgumentException if the address is none
     */
    static RedisConnection use(RedisOptions options) {
        return CONNECTIONS.compute(options, (same, known) -> {
            RedisConnection connection = known == null ? new RedisConnection(options) : known;
            connection.users++;
            return connection;
        });
    }

    /** One of its users has gone. If it was the last one this closes it, and waits for that. */
    void release() {
        CONNECTIONS.computeIfPresent(options, (same, known) -> --known.users == 0 ? null : known);
        if (CONNECTIONS.get(options) != this) {
            close();
        }
    }

    private synchronized void close() {
        closed = true;
        connected = null;
        Redisson client = redisson;
        if (client != null) {
            client.shutdown(0, CLOSE_SECONDS, TimeUnit.SECONDS);
        }
        // It was given to Redisson, which leaves it alone.
        config.getExecutor().shutdown();
    }

    /** Returns the client if Redis has ever been reached; never waits. Whether it can be reached now, the next call will tell. */
    public Optional<RedissonClient> client() {
        return Optional.ofNullable(connected);
    }

    /** Returns how long one command can take at most, a new connection included. */
    Duration longest() {
        return longest;
    }

    /**
     * Returns the client, connecting first if that was never done: this waits for Redis, at most for the timeouts of its
     * options or file.
     *
     * @throws RuntimeException if Redis cannot be reached; trying again later is right
     */
    public RedissonClient connect() {
        RedissonClient known = connected;
        return known != null ? known : connectNow();
    }

    private synchronized RedissonClient connectNow() {
        RedissonClient known = connected;
        if (known != null) {
            return known;
        }
        if (closed) {
            throw new IllegalStateException("the connection is closed");
        }
        Redisson client = redisson;
        if (client == null || client.isShutdown() || client.isShuttingDown()) {
            client = (Redisson) Redisson.create(config);
            letProgramsEnd(client.getServiceManager().getTimer());
            redisson = client;
        }
        client.getScript(StringCodec.INSTANCE)
                .eval(RScript.Mode.READ_WRITE, "return 1", RScript.ReturnType.LONG, List.of());
        connected = client;
        return client;
    }

    /** All threads of Redisson are daemons, as it was told, but for this one: it cannot be told. Not started yet. */
    private static void letProgramsEnd(HashedWheelTimer timer) {
        try {
            Field worker = HashedWheelTimer.class.getDeclaredField("workerThread");
            worker.setAccessible(true);
            ((Thread) worker.get(timer)).setDaemon(true);
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            // Then programs end when they say so.
        }
    }
}
