package io.larder.jdbc.cache;

import io.larder.cache.redis.RedisNode;
import io.larder.cache.redis.RedisOptions;
import io.larder.invalidation.Announcement;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.Stamp;
import io.larder.invalidation.TableClocks;
import io.larder.invalidation.hub.Lease;
import io.larder.invalidation.hub.Node;
import io.larder.invalidation.hub.NodeLoop;
import io.larder.jdbc.config.DriverConfig;
import io.larder.jdbc.config.WriteWithoutHub;
import io.larder.sql.Change;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
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
     * @param loop null if it has left, or Redis cannot be used at all: then nothing may be served, because nobody tells of the
     *     others
     * @param answers of the others; null if there is no loop
     * @param where they meet
     * @param left whether it has left, and joins anew as soon as it is needed
     */
    private record Member(@Nullable NodeLoop loop, @Nullable SharedTier answers, Meeting where, boolean left) {
        @Nullable
        Node node() {
            return loop == null ? null : loop.node();
        }

        String redis() {
            return where.redis();
        }
    }

    /** Where processes meet, and what the connection that said so says of it. */
    private record Meeting(String namespace, String redis, DriverConfig config) {
        /** Whether a write is refused that the others cannot be told of. */
        boolean refuses() {
            return config.writeWithoutHub() == WriteWithoutHub.REFUSE;
        }
    }

    /** From now on this process is one of several, if a connection says so; the first one says where they meet. */
    public void join(String namespace, DriverConfig config) {
        if (config.redis().isEmpty()) {
            return;
        }
        String redis = config.redis().get();
        Member known = member;
        if (known == null) {
            joinFirst(new Meeting(namespace, redis, config));
        } else if (!known.redis().equals(redis)) {
            Events.once(
                    Events.Event.REDIS_UNUSABLE,
                    "connections to one database name different values of larder.redis: the first one counts");
        }
    }

    private synchronized void joinFirst(Meeting where) {
        if (member == null) {
            member = joined(where);
        }
    }

    private Member joined(Meeting where) {
        NodeLoop loop = start(where);
        SharedTier answers = loop == null
                ? null
                : SharedTier.inRedis(where.namespace(), loop.node(), clocks, where.config(), where.redis());
        return new Member(loop, answers, where, false);
    }

    /** Returns this process as one of several, which it is again if it had left; null if it is alone. */
    private @Nullable Member present() {
        Member known = member;
        return known != null && known.left() ? joinAnew() : known;
    }

    /** What is kept from before is outdated by that, as by any join. */
    private synchronized Member joinAnew() {
        Member known = Objects.requireNonNull(member);
        if (known.left()) {
            known = joined(known.where());
            member = known;
        }
        return known;
    }

    /** A connection is open, and counted: from now on this process must be among the others. */
    void stay() {
        present();
    }

    /**
     * Leaves the others, without waiting for it, if nobody needs this process among them.
     *
     * @param unneeded whether that is so; nobody comes to need it but by counting first, and then having it stay
     * @return what is to end; null if nothing is
     */
    synchronized @Nullable NodeLoop leaveIf(BooleanSupplier unneeded) {
        Member known = member;
        NodeLoop loop = known == null ? null : known.loop();
        if (known == null || loop == null || !unneeded.getAsBoolean()) {
            return null;
        }
        member = new Member(null, null, known.where(), true);
        // Looked at once more: who was counted in between may have seen it among them.
        if (!unneeded.getAsBoolean()) {
            member = known;
            return null;
        }
        loop.leave();
        return loop;
    }

    static RedisOptions options(String redis, DriverConfig config) {
        return new RedisOptions(redis, config.redisConnectTimeout(), config.redisTimeout());
    }

    private @Nullable NodeLoop start(Meeting where) {
        try {
            return RedisNode.start(
                    options(where.redis(), where.config()),
                    where.namespace(),
                    clocks,
                    where.config().consistency(),
                    where.config().orphanHold(),
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
        if (!outcome.agreed() && known != null && known.where().refuses()) {
            outcome.announcement().rolledBack();
            throw new SQLNonTransientConnectionException(
                    "Larder cannot tell the other processes of this write, because Redis cannot be reached"
                            + " (larder.writeWithoutHub=refuse)",
                    "57L01");
        }
        return outcome.announcement();
    }

    private Node.Outcome announced(Change change) {
        Member known = present();
        if (known == null || change.isNothing()) {
            return new Node.Outcome(clocks.announce(change), true);
        }
        Node node = known.node();
        Node.Outcome outcome = node == null ? new Node.Outcome(clocks.announce(change), false) : agreed(node, change);
        if (!outcome.agreed() && node() != node) {
            // It has left meanwhile.
            return both(outcome, announced(change));
        }
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
        return both(outcome, new Node.Outcome(more.announcement(), outcome.agreed() && more.agreed()));
    }

    /** @param latest says whether it is agreed */
    private static Node.Outcome both(Node.Outcome earlier, Node.Outcome latest) {
        return new Node.Outcome(earlier.announcement().togetherWith(List.of(latest.announcement())), latest.agreed());
    }
}
