package io.larder.testservers;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Redis Cluster of three masters with one replica each, of one test's own: what {@link RedisInstance} says holds for each.
 * A master that is gone is replaced after two to four seconds.
 */
public final class RedisCluster implements Closeable {
    private static final int MASTERS = 3;
    private static final int SLOTS = 16_384;

    private final List<RedisInstance> servers = new ArrayList<>();

    private RedisCluster() {}

    /** Starts all six and waits until each finds the cluster in order. */
    public static RedisCluster start() throws IOException {
        RedisCluster cluster = new RedisCluster();
        try {
            for (int i = 0; i < 2 * MASTERS; i++) {
                cluster.servers.add(RedisInstance.start(
                        "--cluster-enabled",
                        "yes",
                        "--cluster-node-timeout",
                        "1000",
                        "--cluster-announce-ip",
                        "127.0.0.1",
                        "--repl-diskless-sync-delay",
                        "0"));
            }
            cluster.assemble();
            return cluster;
        } catch (IOException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Returns the servers; which are masters, may change. */
    public List<RedisInstance> servers() {
        return List.copyOf(servers);
    }

    /** Returns {@code host:port} of each server, with commas between. */
    public String addresses() {
        return servers.stream()
                .map(server -> server.host() + ":" + server.port())
                .collect(Collectors.joining(","));
    }

    /** Returns the slot of a key. */
    public int slotOf(String key) throws IOException {
        return Math.toIntExact((Long) Objects.requireNonNull(anyAlive().call("CLUSTER", "KEYSLOT", key)));
    }

    /** Returns the master that has a slot. */
    public RedisInstance masterOf(int slot) throws IOException {
        int port = portOf(anyAlive(), slot);
        return servers.stream()
                .filter(server -> server.port() == port)
                .findFirst()
                .orElseThrow(() -> new IOException("slot " + slot + " has no master"));
    }

    /** Kills the master of a slot, and returns its replica when that has taken over and all agree. */
    public RedisInstance failOver(int slot) throws IOException {
        masterOf(slot).kill();
        awaitOrder();
        return masterOf(slot);
    }

    /** Waits until all who live agree that each slot has a master that lives. */
    public void awaitOrder() {
        RedisInstance.await("order in the cluster", () -> living().allMatch(RedisCluster::isInOrder));
    }

    /** Moves a slot with its keys to the next master, as a rebalancing does, and returns that. */
    public RedisInstance moveSlot(int slot) throws IOException {
        RedisInstance from = masterOf(slot);
        RedisInstance to = masterOf((slot + SLOTS / MASTERS) % SLOTS);
        String number = Integer.toString(slot);
        to.call("CLUSTER", "SETSLOT", number, "IMPORTING", id(from));
        from.call("CLUSTER", "SETSLOT", number, "MIGRATING", id(to));
        while (from.call("CLUSTER", "GETKEYSINSLOT", number, "100") instanceof List<?> keys && !keys.isEmpty()) {
            for (Object key : keys) {
                from.call("MIGRATE", to.host(), Integer.toString(to.port()), String.valueOf(key), "0", "5000");
            }
        }
        for (RedisInstance server : List.of(to, from)) {
            server.call("CLUSTER", "SETSLOT", number, "NODE", id(to));
        }
        RedisInstance.await("the slot's move", () -> living().allMatch(s -> knows(s, slot, to)));
        return to;
    }

    @Override
    public void close() {
        servers.forEach(RedisInstance::close);
    }

    private void assemble() throws IOException {
        RedisInstance first = servers.get(0);
        for (int i = 0; i < MASTERS; i++) {
            RedisInstance master = servers.get(i);
            String from = Integer.toString(i * SLOTS / MASTERS);
            String to = Integer.toString((i + 1) * SLOTS / MASTERS - 1);
            master.call("CLUSTER", "ADDSLOTSRANGE", from, to);
            // Without this, two that never met believe to be of the same age, and quarrel.
            master.call("CLUSTER", "SET-CONFIG-EPOCH", Integer.toString(i + 1));
        }
        for (RedisInstance server : servers.subList(1, servers.size())) {
            server.call("CLUSTER", "MEET", first.host(), Integer.toString(first.port()));
        }
        RedisInstance.await("all met", () -> servers.stream().allMatch(s -> nodes(s).size() == servers.size()));
        for (int i = 0; i < MASTERS; i++) {
            replicate(servers.get(MASTERS + i), servers.get(i));
        }
        RedisInstance.await("replicas", () -> servers.stream().allMatch(RedisCluster::isInOrder));
    }

    private static void replicate(RedisInstance replica, RedisInstance master) throws IOException {
        String id = id(master);
        RedisInstance.await("a replica's master", () -> {
            try {
                return "OK".equals(replica.call("CLUSTER", "REPLICATE", id));
            } catch (IOException e) {
                return false;
            }
        });
    }

    private static String id(RedisInstance server) throws IOException {
        return String.valueOf(server.call("CLUSTER", "MYID"));
    }

    /** All slots are served, and each of those that are not known to have failed is reached, replicas included. */
    private static boolean isInOrder(RedisInstance server) {
        try {
            String info = String.valueOf(server.call("CLUSTER", "INFO"));
            boolean linked = !String.valueOf(server.call("INFO", "replication")).contains("master_link_status:down");
            long masters = nodes(server).stream()
                    .filter(line -> line.contains("master") && !line.contains("fail"))
                    .count();
            return info.contains("cluster_state:ok") && linked && masters == MASTERS;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> nodes(RedisInstance server) {
        try {
            return String.valueOf(server.call("CLUSTER", "NODES")).lines().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private Stream<RedisInstance> living() {
        return servers.stream().filter(server -> !nodes(server).isEmpty());
    }

    private RedisInstance anyAlive() {
        return living().findFirst().orElseThrow();
    }

    private static int portOf(RedisInstance asked, int slot) throws IOException {
        if (asked.call("CLUSTER", "SLOTS") instanceof List<?> ranges) {
            for (Object range : ranges) {
                List<?> parts = (List<?>) range;
                if (number(parts.get(0)) <= slot && slot <= number(parts.get(1))) {
                    return (int) number(((List<?>) parts.get(2)).get(1));
                }
            }
        }
        return -1;
    }

    private static long number(Object reply) {
        return (Long) reply;
    }

    private static boolean knows(RedisInstance server, int slot, RedisInstance master) {
        try {
            return portOf(server, slot) == master.port();
        } catch (IOException e) {
            return false;
        }
    }
}
