package io.larder.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Redis with two replicas, watched by three Sentinels, of one test's own: what {@link RedisInstance} says holds for each.
 * A master that is gone is replaced after about two seconds.
 */
public final class RedisSentinels implements Closeable {
    /** The name by which the Sentinels know the master. */
    public static final String MASTER = "larder";

    private static final int REPLICAS = 2;
    private static final int SENTINELS = 3;
    private static final String HOST = "127.0.0.1";

    private final List<RedisInstance> servers = new ArrayList<>();
    private final List<Integer> sentinels = new ArrayList<>();
    private final List<ServerProcess> watching = new ArrayList<>();

    private RedisSentinels() {}

    /** Starts all six and waits until the Sentinels know of each other and of the replicas. */
    public static RedisSentinels start() throws IOException {
        RedisSentinels all = new RedisSentinels();
        try {
            RedisInstance master = RedisInstance.start("--repl-diskless-sync-delay", "0");
            all.servers.add(master);
            for (int i = 0; i < REPLICAS; i++) {
                all.servers.add(RedisInstance.start(
                        "--repl-diskless-sync-delay", "0", "--replicaof", HOST, Integer.toString(master.port())));
            }
            RedisInstance.await("replicas", () -> all.replicasAre(master));
            for (int i = 0; i < SENTINELS; i++) {
                all.watch(master);
            }
            RedisInstance.await("Sentinels", all::isComplete);
            return all;
        } catch (IOException | RuntimeException e) {
            all.close();
            throw e;
        }
    }

    /** Returns the servers; which is the master, may change. */
    public List<RedisInstance> servers() {
        return List.copyOf(servers);
    }

    /** Returns {@code host:port} of each Sentinel, with commas between. */
    public String addresses() {
        return sentinels.stream().map(port -> HOST + ":" + port).collect(Collectors.joining(","));
    }

    /** Returns the server that the Sentinels name as the master. */
    public RedisInstance master() throws IOException {
        int port = masterPort();
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow();
    }

    /** Kills the master, and returns the next one, which takes writes. */
    public RedisInstance failOver() throws IOException {
        master().kill();
        return awaitMaster();
    }

    /** Waits until the server that the Sentinels name takes writes, and returns it. */
    public RedisInstance awaitMaster() throws IOException {
        RedisInstance.await("a master", () -> {
            try {
                return isMaster(master());
            } catch (IOException e) {
                return false;
            }
        });
        return master();
    }

    @Override
    public void close() {
        watching.forEach(ServerProcess::stop);
        servers.forEach(RedisInstance::close);
    }

    private void watch(RedisInstance master) throws IOException {
        int port = ServerProcess.stablePort();
        Path directory = EmbeddedRedis.newDirectory();
        Path settings = directory.resolve("sentinel.conf");
        Files.writeString(settings, """
                port %d
                bind %s
                sentinel monitor %s %s %d 2
                sentinel down-after-milliseconds %3$s 500
                sentinel failover-timeout %3$s 3000
                """.formatted(port, HOST, MASTER, HOST, master.port()));
        // It writes there what it learns, as another user where we are root.
        Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-rw-rw-"));
        watching.add(EmbeddedRedis.launch(
                directory, List.of(settings.toString(), "--sentinel"), () -> EmbeddedRedis.answers(HOST, port)));
        sentinels.add(port);
    }

    private boolean replicasAre(RedisInstance master) {
        try {
            List<?> role = (List<?>) master.call("ROLE");
            return role != null && role.get(2) instanceof List<?> replicas && replicas.size() == REPLICAS;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isMaster(RedisInstance server) throws IOException {
        List<?> role = (List<?>) server.call("ROLE");
        return role != null && "master".equals(role.get(0));
    }

    private boolean isComplete() {
        return sentinels.stream()
                .allMatch(port -> size(port, "sentinels") == SENTINELS - 1 && size(port, "replicas") == REPLICAS);
    }

    private static int size(int port, String what) {
        try (RedisCommands sentinel = RedisCommands.connect(HOST, port)) {
            return sentinel.call("SENTINEL", what, MASTER) instanceof List<?> list ? list.size() : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private int masterPort() throws IOException {
        try (RedisCommands sentinel = RedisCommands.connect(HOST, sentinels.get(0))) {
            if (sentinel.call("SENTINEL", "GET-MASTER-ADDR-BY-NAME", MASTER) instanceof List<?> address) {
                return Integer.parseInt(String.valueOf(address.get(1)));
            }
            throw new IOException("no master");
        }
    }
}
