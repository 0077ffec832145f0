package io.larder.jdbc.cache;

import io.larder.cache.redis.RedisNode;
import io.larder.cache.redis.RedisOptions;
import io.larder.invalidation.Announcement;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Lease;
import io.larder.invalidation.hub.Node;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.WriteWithoutHub;
import io.larder.sql.Change;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What this process agrees on with the others of its database: through Redis, if a connection names one; until then it is
 * alone, and every rule holds by its own clocks. Thread-safe.
 */
public final class Coordination {
    private final TableClocks clocks;
    private final Dependencies schema;
    private final Statistics statistics;
    private volatile @Nullable Member member;

    Coordination(TableClocks clocks, Statistics statistics) {
        this.clocks = clocks;
        this.schema = clocks.dependenciesOnSchema();
        this.statistics = statistics;
    }

    /**
     * One of several processes.
     *
     * @param node null if Redis cannot be used at all: then nothing may be served, because nobody tells of the others
     * @param answers of the others; null if there is no node
     * @param redis where they meet
     * @param refuses whether a write is refused that the others cannot be told of
     */
    private record Member(@Nullable Node node, @Nullable SharedTier answers, String redis, boolean refuses) {}

    /** From now on this process is one of several, if a connection says so; the first one says where they meet. */
    public void join(String namespace, DriverConfig config) {
        if (config.redis().isEmpty()) {
            return;
        }
        String redis = config.redis().get();
        Member known = member;
        if (known == null) {
            joinFirst(namespace, redis, config);
        } else if (!known.redis().equals(redis)) {
            Events.once(
                    Events.Event.REDIS_UNUSABLE,
                    "connections to one database name different values of larder.redis: the first one counts");
        }
    }

    private synchronized void joinFirst(String namespace, String redis, DriverConfig config) {
        if (member == null) {
            boolean refuses = config.writeWithoutHub() == WriteWithoutHub.REFUSE;
            Node node = start(namespace, redis, config);
            SharedTier answers = node == null ? null : SharedTier.inRedis(namespace, node, clocks, config, redis);
            member = new Member(node, answers, redis, refuses);
        }
    }

    static RedisOptions options(String redis, DriverConfig config) {
        return new RedisOptions(redis, config.redisConnectTimeout(), config.redisTimeout());
    }

    private @Nullable Node start(String namespace, String redis, DriverConfig config) {
        try {
            return RedisNode.start(
                    options(redis, config),
                    namespace,
                    clocks,
                    config.consistency(),
                    config.orphanHold(),
                    reason -> Events.once(
                            Events.Event.REDIS_SILENT, reason + ": nothing is served from memory until it does again"));
        } catch (NoClassDefFoundError missing) {
            Events.once(
                    Events.Event.REDIS_UNUSABLE,
                    "larder.redis needs org.redisson:redisson on the class path; without it nothing is cached");
        } catch (RuntimeException | LinkageError unusable) {
            Events.once(Events.Event.REDIS_UNUSABLE, unusable);
        }
        return null;
    }

    /** Returns the answers of the other processes; null if this one is alone. */
    @Nullable
    SharedTier sharedTier() {
        Member known = member;
        return known == null ? null : known.answers();
    }

    /** Returns this process among the others; null if it is alone, or Redis cannot be used at all. */
    @Nullable
    public Node node() {
        Member known = member;
        return known == null ? null : known.node();
    }

    /** Returns where the processes meet, as the first connection that said so wrote it; null if this one is alone. */
    @Nullable
    public String redis() {
        Member known = member;
        return known == null ? null : known.redis();
    }

    /**
     * Returns whether answers may be served or kept, as far as the other processes are concerned. Three volatile reads.
     *
     * @param nanoTime of a moment at which the query was already running
     */
    public boolean mayServe(long nanoTime) {
        Member known = member;
        return known == null || holdsLease(known, nanoTime);
    }

    private static boolean holdsLease(Member known, long nanoTime) {
        Node node = known.node();
        Lease lease = node == null ? null : node.lease();
        return lease != null && lease.allows(nanoTime);
    }

    /** Returns how it stands with the others; empty if this process is alone. */
    public Optional<Standing> standing() {
        Member known = member;
        if (known == null) {
            return Optional.empty();
        }
        Node node = known.node();
        return Optional.of(
                node == null
                        ? new Standing(false, false, OptionalLong.empty())
                        : new Standing(node.isAnswered(), holdsLease(known, System.nanoTime()), node.behindNanos()));
    }

    /**
     * How it stands with the others.
     *
     * @param answered whether Redis answered when it was asked last
     * @param mayServe whether this process has a lease, so that it may serve
     * @param behindNanos how old the latest certainty is that all of the others' changes are known; empty if there never was
     *     one
     */
    public record Standing(boolean answered, boolean mayServe, OptionalLong behindNanos) {}

    /** Announces changes to this process and, as far as they can be reached, to the others. */
    Announcement announce(Change change) {
        return announced(change).announcement();
    }

    /**
     * Announces changes that may still be given up.
     *
     * @throws SQLException if the others cannot be told, and the user does not want that
     */
    Announcement announceOrRefuse(Change change) throws SQLException {
        Node.Outcome outcome = announced(change);
        Member known = member;
        if (!outcome.agreed() && known != null && known.refuses()) {
            outcome.announcement().rolledBack();
            throw new SQLNonTransientConnectionException(
                    "Larder cannot tell the other processes of this write, because Redis cannot be reached"
                            + " (larder.writeWithoutHub=refuse)",
                    "57L01");
        }
        return outcome.announcement();
    }

    private Node.Outcome announced(Change change) {
        Member known = member;
        if (known == null || change.isNothing()) {
            return new Node.Outcome(clocks.announce(change), true);
        }
        Node node = known.node();
        Node.Outcome outcome = node == null ? new Node.Outcome(clocks.announce(change), false) : agreed(node, change);
        if (!outcome.agreed()) {
            statistics.writtenWithoutHub();
            Events.once(
                    Events.Event.WRITE_WITHOUT_HUB,
                    "the other processes could not be told of a write, and may serve what it outdates until Redis is back");
        }
        return outcome;
    }

    /** What the change is was found out by the schema, which others may have changed before this process heard of it. */
    private Node.Outcome agreed(Node node, Change change) {
        Stamp before = clocks.now();
        Node.Outcome outcome = node.announce(change);
        if (change instanceof Change.Everything || schema.unchangedSince(before)) {
            return outcome;
        }
        Node.Outcome more = node.announce(Change.EVERY_ROW);
        return new Node.Outcome(
                outcome.announcement().togetherWith(List.of(more.announcement())), outcome.agreed() && more.agreed());
    }
}
