package io.larder.cache.redis;

import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Consistency;
import io.larder.invalidation.hub.Node;
import io.larder.invalidation.hub.NodeLoop;
import java.time.Duration;
import java.util.function.Consumer;

/** Makes this process one of those that meet in Redis. Whoever calls this loads Redisson; nobody else does. */
public final class RedisNode {
    private RedisNode() {}

    /**
     * Starts it, in a thread of its own; Redis need not be there yet. When the last one of this process has left a
     * Redis, the connection to it is closed.
     *
     * @param namespace what the processes of one database, and no others, have in common
     * @param trouble is told, again and again, that Redis does not answer
     * @throws IllegalArgumentException if the address is none, or its file cannot be read
     * @throws NoClassDefFoundError if Redisson is not on the class path
     */
    public static NodeLoop start(
            RedisOptions redis,
            String namespace,
            TableClocks clocks,
            Consistency consistency,
            Duration orphanHold,
            Consumer<String> trouble) {
        RedisConnection connection = RedisConnection.use(redis);
        RedissonHub hub = new RedissonHub(connection, namespace);
        Node node = new Node(hub, clocks, consistency, orphanHold, System::nanoTime);
        return NodeLoop.start(node, trouble, connection::release);
    }
}
