package io.larder.invalidation.hub;

import io.larder.sql.Change;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A process's way to the hub: it may be cut, before a request arrives or before its reply does. */
final class UnreliableHub implements Hub {
    private final Hub hub;
    private volatile boolean requestsLost;
    private volatile boolean repliesLost;

    UnreliableHub(Hub hub) {
        this.hub = hub;
    }

    void loseRequests(Runnable meanwhile) {
        requestsLost = true;
        meanwhile.run();
        requestsLost = false;
    }

    void loseReplies(Runnable meanwhile) {
        repliesLost = true;
        meanwhile.run();
        repliesLost = false;
    }

    private <T> Reply<T> over(Supplier<Reply<T>> call) {
        if (requestsLost) {
            return unreachable();
        }
        Reply<T> reply = call.get();
        return repliesLost ? unreachable() : reply;
    }

    private <T> CompletionStage<Reply<T>> asyncOver(Supplier<CompletionStage<Reply<T>>> call) {
        if (requestsLost) {
            return CompletableFuture.completedStage(unreachable());
        }
        CompletionStage<Reply<T>> reply = call.get();
        return repliesLost ? CompletableFuture.completedStage(unreachable()) : reply;
    }

    private static <T> Reply<T> unreachable() {
        return new Reply.Unreachable<>("cut");
    }

    @Override
    public Reply<Joined> join(NodeId node, String newEpoch) {
        return over(() -> hub.join(node, newEpoch));
    }

    @Override
    public Reply<Boolean> acknowledge(NodeId node, String epoch, LogPosition applied, Set<NodeId> writers) {
        return over(() -> hub.acknowledge(node, epoch, applied, writers));
    }

    @Override
    public CompletionStage<Reply<Announced>> announce(NodeId node, String epoch, long nonce, Change change) {
        return asyncOver(() -> hub.announce(node, epoch, nonce, change));
    }

    @Override
    public CompletionStage<Reply<Boolean>> retire(NodeId node, String epoch) {
        return asyncOver(() -> hub.retire(node, epoch));
    }

    @Override
    public Reply<Map<NodeId, Long>> acknowledged(String epoch) {
        return over(() -> hub.acknowledged(epoch));
    }

    @Override
    public CompletionStage<Reply<Boolean>> close(
            NodeId node, String epoch, long intent, boolean committed, Change change) {
        return asyncOver(() -> hub.close(node, epoch, intent, committed, change));
    }

    @Override
    public Reply<Integer> sweep(String epoch, Duration hold) {
        return over(() -> hub.sweep(epoch, hold));
    }

    @Override
    public Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience) {
        return over(() -> hub.read(node, epoch, after, patience));
    }
}
