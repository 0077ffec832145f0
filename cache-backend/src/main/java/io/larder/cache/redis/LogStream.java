package io.larder.cache.redis;

import io.larder.invalidation.hub.Hub;
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
    private final RedisConnection redis;
    private final String prefix;
    private String inboxOf = "";
    private StreamMessageId inboxRead = new StreamMessageId(0);

    LogStream(RedisConnection redis, String prefix) {
        this.redis = redis;
        this.prefix = prefix;
    }

    Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience) {
        String log = prefix + "log:" + epoch;
        String inbox = prefix + "inbox:" + epoch + ":" + node.value();
        if (!epoch.equals(inboxOf)) {
            inboxOf = epoch;
            inboxRead = new StreamMessageId(0);
        }
        StreamMultiReadArgs args = StreamMultiReadArgs.greaterThan(
                        new StreamMessageId(after.number()), inbox, inboxRead)
                .count(Hub.MOST_ENTRIES);
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
                    entries(read.getOrDefault(log, Map.of())), acknowledged(node, read.getOrDefault(inbox, Map.of()))));
        } catch (GarbledException garbled) {
            // It may be so in the log itself: whoever begins anew begins behind it.
            return new Reply.EpochGone<>();
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
        String kind = field(fields, "k");
        String about = field(fields, "a");
        String nonce = field(fields, "n");
        String writer = field(fields, "b");
        String text = field(fields, "c");
        check(fields, number, kind, about, nonce, writer, text);
        LogPosition at = new LogPosition(number, Long.parseLong(nonce));
        NodeId by = new NodeId(writer);
        Change change = ChangeText.read(text);
        return kind.equals("i")
                ? new LogEntry.Intent(at, by, change)
                : new LogEntry.Close(at, by, Long.parseLong(about), !kind.equals("r"), change);
    }

    private Map<NodeId, Long> acknowledged(NodeId node, Map<StreamMessageId, Map<String, String>> stream) {
        Map<NodeId, Long> positions = new HashMap<>();
        stream.forEach((id, fields) -> {
            String by = field(fields, "b");
            String position = field(fields, "a");
            check(fields, node.value(), by, position);
            inboxRead = id;
            positions.merge(new NodeId(by), Long.parseLong(position), Math::max);
        });
        return positions;
    }

    private static void check(Map<String, String> fields, Object... said) {
        if (!Sums.of(said).equals(fields.get("s"))) {
            throw new GarbledException();
        }
    }

    /** An entry does not say what was written into it. */
    private static final class GarbledException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static String field(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalStateException("an entry without " + name);
        }
        return value;
    }
}
