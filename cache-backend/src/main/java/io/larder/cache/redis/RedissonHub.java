package io.larder.cache.redis;

import io.larder.cache.redis.HubScript.Words;
import io.larder.invalidation.hub.Hub;
import io.larder.invalidation.hub.LogEntry;
import io.larder.invalidation.hub.LogPosition;
import io.larder.invalidation.hub.NodeId;
import io.larder.invalidation.hub.Reply;
import io.larder.sql.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadLocalRandom;

/** The hub in Redis: one script, {@code hub.lua}, and streams that are read without it. Thread-safe. */
final class RedissonHub implements Hub {
    private final HubScript script;
    private final LogStream log;

    /** @param namespace what the processes of one database, and no others, have in common */
    RedissonHub(RedisConnection redis, String namespace) {
        String prefix = "larder:{" + namespace.replace('}', ')') + "}:";
        this.script = new HubScript(redis, prefix);
        this.log = new LogStream(redis, prefix);
    }

    @Override
    public Reply<Joined> join(NodeId node, String newEpoch) {
        // The only step that connects first: whoever joins may wait for that.
        return script.joining(RedissonHub::joined, List.of("join", node.value(), newEpoch));
    }

    private static Joined joined(Words words) {
        String epoch = words.text();
        LogPosition head = new LogPosition(words.number(), words.number());
        Duration grace = Duration.ofMillis(words.number());
        List<LogEntry.Intent> intents = new ArrayList<>();
        while (words.hasNext()) {
            LogPosition at = new LogPosition(words.number(), words.number());
            NodeId by = new NodeId(words.text());
            intents.add(new LogEntry.Intent(at, by, ChangeText.read(words.text())));
        }
        return new Joined(epoch, head, intents, grace);
    }

    @Override
    public Reply<Boolean> acknowledge(NodeId node, String epoch, LogPosition applied, Set<NodeId> writers) {
        List<String> arguments = arguments("acknowledge", node.value(), epoch);
        arguments.add(Long.toString(applied.number()));
        arguments.add(Long.toString(applied.nonce()));
        writers.forEach(writer -> arguments.add(writer.value()));
        return script.call(words -> words.text().equals("1"), arguments);
    }

    @Override
    public CompletionStage<Reply<Announced>> announce(NodeId node, String epoch, long nonce, Change change) {
        List<String> arguments = arguments("announce", node.value(), epoch);
        arguments.add(Long.toString(nonce));
        arguments.add(ChangeText.of(change));
        return script.send(words -> new Announced(words.number(), positions(words)), arguments);
    }

    @Override
    public CompletionStage<Reply<Boolean>> retire(NodeId node, String epoch) {
        return script.send(words -> true, List.of("retire", node.value(), epoch));
    }

    @Override
    public Reply<Map<NodeId, Long>> acknowledged(String epoch) {
        return script.call(RedissonHub::positions, List.of("acknowledged", "", epoch));
    }

    private static Map<NodeId, Long> positions(Words words) {
        Map<NodeId, Long> positions = new HashMap<>();
        while (words.hasNext()) {
            positions.put(new NodeId(words.text()), words.number());
        }
        return positions;
    }

    @Override
    public CompletionStage<Reply<Boolean>> close(
            NodeId node, String epoch, long intent, boolean committed, Change change) {
        List<String> arguments = arguments("close", node.value(), epoch);
        arguments.add(Long.toString(intent));
        arguments.add(committed ? "1" : "0");
        arguments.add(Long.toString(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE)));
        arguments.add(ChangeText.of(change));
        return script.send(words -> true, arguments);
    }

    @Override
    public Reply<Integer> sweep(String epoch, Duration hold) {
        List<String> arguments = arguments("orphans", "", epoch);
        arguments.add(Long.toString(hold.toMillis()));
        Reply<List<Orphan>> found = script.call(RedissonHub::orphans, arguments);
        if (!(found instanceof Reply.Done<List<Orphan>> done)) {
            return found.as();
        }
        for (Orphan orphan : done.value()) {
            Reply<Boolean> closed = close(orphan.by(), epoch, orphan.intent(), true, orphan.change())
                    .toCompletableFuture()
                    .join();
            if (!(closed instanceof Reply.Done)) {
                return closed.as();
            }
        }
        return new Reply.Done<>(done.value().size());
    }

    private record Orphan(long intent, NodeId by, Change change) {}

    private static List<Orphan> orphans(Words words) {
        List<Orphan> orphans = new ArrayList<>();
        while (words.hasNext()) {
            orphans.add(new Orphan(words.number(), new NodeId(words.text()), ChangeText.read(words.text())));
        }
        return orphans;
    }

    @Override
    public Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience) {
        return log.read(node, epoch, after, patience);
    }

    private static List<String> arguments(String step, String node, String epoch) {
        return new ArrayList<>(List.of(step, node, epoch));
    }
}
