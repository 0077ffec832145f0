package io.larder.cache.redis;

import io.larder.invalidation.hub.Hub.Delivery;
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
import java.util.concurrent.TimeUnit;
import org.redisson.api.stream.StreamMessageId;
import org.redisson.api.stream.StreamMultiReadArgs;
import org.redisson.client.codec.StringCodec;

/** The log, and the inbox of a process, as streams of Redis. Used by one thread. */
final class LogStream {
    /** Entries that are taken at once. */
    private static final int MOST = 500;

    private final RedisConnection redis;
    private final String prefix;
    private StreamMessageId inboxRead = new StreamMessageId(0);

    LogStream(RedisConnection redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience) {
        String log = prefix + "log:" + epoch;
        String inbox = prefix + "inbox:" + node.value();
        StreamMultiReadArgs args = StreamMultiReadArgs.greaterThan(
                        new StreamMessageId(after.number()), inbox, inboxRead)
                .count(MOST);
        if (!patience.isZero()) {
            args.timeout(patience);
        }
        try {
            Map<String, Map<StreamMessageId, Map<String, String>>> read = redis.connect()
                    .<String, String>getStream(log, StringCodec.INSTANCE)
                    .readAsync(args)
                    .toCompletableFuture()
                    .orTimeout(patience.plus(redis.longest()).toMillis(), TimeUnit.MILLISECONDS)
                    .join();
            return new Reply.Done<>(new Delivery(
                    entries(read.getOrDefault(log, Map.of())), acknowledged(read.getOrDefault(inbox, Map.of()))));
        } catch (RuntimeException trouble) {
            return HubScript.unreachable(trouble);
        }
    }

    private static List<LogEntry> entries(Map<StreamMessageId, Map<String, String>> stream) {
        List<LogEntry> entries = new ArrayList<>();
        stream.forEach((id, fields) -> entries.add(entry(id.getId0(), fields)));
        return entries;
    }

    private static LogEntry entry(long number, Map<String, String> fields) {
        LogPosition at = new LogPosition(number, Long.parseLong(field(fields, "n")));
        NodeId by = new NodeId(field(fields, "b"));
        Change change = ChangeText.read(field(fields, "c"));
        String kind = field(fields, "k");
        return kind.equals("i")
                ? new LogEntry.Intent(at, by, change)
                : new LogEntry.Close(at, by, Long.parseLong(field(fields, "a")), !kind.equals("r"), change);
    }

    private Map<NodeId, Long> acknowledged(Map<StreamMessageId, Map<String, String>> stream) {
        Map<NodeId, Long> positions = new HashMap<>();
        stream.forEach((id, fields) -> {
            inboxRead = id;
            positions.merge(new NodeId(field(fields, "b")), Long.parseLong(field(fields, "a")), Math::max);
        });
        return positions;
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("an entry without " + name);
        }
        return value;
    }
}
