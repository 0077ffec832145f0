package io.larder.cache.redis;

import io.larder.cache.shared.ByteStore;
import io.larder.cache.shared.Fetched;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.redisson.api.RFuture;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.ByteArrayCodec;
import org.redisson.client.codec.StringCodec;

/** Redis as a store that several processes share. Thread-safe. */
public final class RedisAnswers implements ByteStore {
    private static final byte[] NOT_BYTES = {};

    private static final String CLAIM = """
            local holder = redis.call('GET', KEYS[1])
            if not holder then
              redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
            end
            return holder or ARGV[1]""";
    private static final String RELEASE = """
            return redis.call('GET', KEYS[1]) == ARGV[1] and redis.call('DEL', KEYS[1]) or 0""";

    private final Supplier<Optional<RedissonClient>> redis;

    /** @param redis the client, as soon as there is one; must not wait */
    public RedisAnswers(Supplier<Optional<RedissonClient>> redis) {
        this.redis = redis;
    }

    /** Returns the store in a Redis, over the connection that all of this process share; it is not made for this. */
    public static RedisAnswers in(RedisOptions redis) {
        RedisConnection connection = RedisConnection.to(redis);
        return new RedisAnswers(connection::client);
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // What becomes of it is told to those who hold the result.
    public CompletableFuture<Fetched<byte[]>> fetch(String name) {
        return asked(Fetched.Unavailable::new, (client, result) -> {
            RFuture<byte[]> sent =
                    client.<byte[]>getBucket(name, ByteArrayCodec.INSTANCE).getAsync();
            sent.whenComplete((value, trouble) -> result.complete(fetched(value, trouble)));
            // Who does not wait any longer: it need not be sent if it was not.
            result.whenComplete((value, cancelled) -> {
                if (cancelled != null) {
                    sent.cancel(false);
                }
            });
        });
    }

    /**
     * Asks Redis if there is a connection.
     *
     * @param unavailable the result if it cannot be asked, by the reason
     * @param question completes the result
     */
    private <T> CompletableFuture<T> asked(
            Function<String, T> unavailable, BiConsumer<RedissonClient, CompletableFuture<T>> question) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            redis.get()
                    .ifPresentOrElse(
                            client -> question.accept(client, result),
                            () -> result.complete(unavailable.apply("not connected")));
        } catch (RuntimeException trouble) {
            result.complete(unavailable.apply(trouble.toString()));
        }
        return result;
    }

    private static Fetched<byte[]> fetched(byte @Nullable [] value, @Nullable Throwable trouble) {
        if (trouble != null) {
            // Somebody has put something else there. That is no outage: it is nothing that could be read.
            boolean otherType = String.valueOf(trouble.getMessage()).startsWith("WRONGTYPE");
            return otherType ? new Fetched.Found<>(NOT_BYTES) : new Fetched.Unavailable<>(trouble.toString());
        }
        return value == null ? new Fetched.Absent<>() : new Fetched.Found<>(value);
    }

    @Override
    public CompletableFuture<Boolean> put(String name, byte[] value, Duration timeToLive) {
        return asked(
                reason -> false,
                (client, result) -> client.<byte[]>getBucket(name, ByteArrayCodec.INSTANCE)
                        .setAsync(value, timeToLive)
                        .whenComplete((nothing, trouble) -> result.complete(trouble == null)));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // What becomes of it is told to those who hold the result.
    public CompletableFuture<Fetched<String>> claim(String name, String who, Duration timeToLive) {
        String millis = Long.toString(timeToLive.toMillis());
        return asked(
                Fetched.Unavailable::new,
                (client, result) -> script(client, CLAIM, RScript.ReturnType.STRING, name, who, millis)
                        .whenComplete((holder, trouble) -> result.complete(
                                trouble == null && holder instanceof String text
                                        ? new Fetched.Found<>(text)
                                        : new Fetched.Unavailable<>(String.valueOf(trouble)))));
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // If it does not arrive, time does the same.
    public void release(String name, String who) {
        try {
            redis.get().ifPresent(client -> script(client, RELEASE, RScript.ReturnType.LONG, name, who));
        } catch (RuntimeException trouble) {
            // The same.
        }
    }

    private static RFuture<Object> script(
            RedissonClient client, String text, RScript.ReturnType type, String name, Object... arguments) {
        return client.getScript(StringCodec.INSTANCE)
                .evalAsync(RScript.Mode.READ_WRITE, text, type, List.of(name), arguments);
    }
}
