package io.larder.cache.redis;

import io.larder.invalidation.hub.Reply;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.redisson.api.RScript;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;

/** Calls {@code hub.lua}. What goes wrong on the way is a reply as well. Thread-safe. */
final class HubScript {
    private static final String TEXT = text();

    private final RedisConnection redis;
    private final String prefix;

    HubScript(RedisConnection redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    /** Connects first if that was never done, and waits for it. */
    <T> Reply<T> joining(Function<Words, T> meaning, List<String> arguments) {
        try {
            redis.connect();
        } catch (RuntimeException trouble) {
            return unreachable(trouble);
        }
        return call(meaning, arguments);
    }

    <T> Reply<T> call(Function<Words, T> meaning, List<String> arguments) {
        return send(meaning, arguments).toCompletableFuture().join();
    }

    /** Returns a stage that always completes with a reply, and soon. */
    <T> CompletionStage<Reply<T>> send(Function<Words, T> meaning, List<String> arguments) {
        Optional<RedissonClient> client = redis.client();
        if (client.isEmpty()) {
            return CompletableFuture.completedStage(new Reply.Unreachable<>("not connected yet"));
        }
        try {
            return client.get()
                    .getScript(StringCodec.INSTANCE)
                    .<List<Object>>evalAsync(
                            RScript.Mode.READ_WRITE, TEXT, RScript.ReturnType.LIST, List.of(prefix), signed(arguments))
                    .toCompletableFuture()
                    // In case that Redisson waits for more than the reply: for a connection, for the state of a
                    // cluster.
                    .orTimeout(redis.longest().toMillis(), TimeUnit.MILLISECONDS)
                    .handle((words, trouble) -> trouble == null ? read(words, meaning) : unreachable(trouble));
        } catch (RuntimeException trouble) {
            return CompletableFuture.completedStage(unreachable(trouble));
        }
    }

    private Object[] signed(List<String> arguments) {
        List<Object> words = new ArrayList<>(arguments.size() + 1);
        words.add(prefix);
        words.addAll(arguments);
        words.add(Sums.of(words));
        return words.subList(1, words.size()).toArray();
    }

    private static <T> Reply<T> read(List<Object> words, Function<Words, T> meaning) {
        try {
            List<Object> said = words.subList(0, words.size() - 1);
            if (!Sums.of(said).equals(words.get(said.size()))) {
                return new Reply.Unreachable<>("a garbled reply");
            }
            Words reader = new Words(said);
            String status = reader.text();
            return switch (status) {
                case "OK" -> new Reply.Done<>(meaning.apply(reader));
                case "EPOCH" -> new Reply.EpochGone<>();
                case "LEASE" -> new Reply.LeaseGone<>();
                default -> new Reply.Unreachable<>("an unknown reply");
            };
        } catch (RuntimeException unreadable) {
            return unreachable(unreadable);
        }
    }

    static <T> Reply<T> unreachable(Throwable trouble) {
        return new Reply.Unreachable<>(trouble.toString());
    }

    /** The words of a reply, one after the other. */
    static final class Words {
        private final List<Object> words;
        private int next;

        Words(List<Object> words) {
            this.words = words;
        }

        boolean hasNext() {
            return next < words.size();
        }

        String text() {
            return String.valueOf(words.get(next++));
        }

        long number() {
            return Long.parseLong(text());
        }
    }

    private static String text() {
        try (InputStream stream = Objects.requireNonNull(HubScript.class.getResourceAsStream("hub.lua"))) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
