package io.larder.invalidation.hub;

import io.larder.sql.Change;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A process's way to the hub, for one thread: notes what is asked, and may answer, or do something else first. */
final class ScriptedHub implements Hub {
    private final Hub hub;
    private final List<String> calls = new ArrayList<>();
    private final Map<String, Reply<?>> refusals = new HashMap<>();
    private final Map<String, Runnable> meanwhile = new HashMap<>();
    private @Nullable Reply<?> cut;

    ScriptedHub(Hub hub) {
        this.hub = hub;
    }

    /** Answers so from now on, without asking. */
    void refuse(String call, Reply<?> reply) {
        refusals.put(call, reply);
    }

    void answer(String call) {
        refusals.remove(call);
    }

    void cut(boolean isCut) {
        cut = isCut ? new Reply.Unreachable<>("cut") : null;
    }

    /** Does something whenever this is asked, before it is. */
    void meanwhile(String call, Runnable action) {
        meanwhile.put(call, action);
    }

    int count(String call) {
        return Collections.frequency(calls, call);
    }

    @SuppressWarnings("unchecked")
    private <T> @Nullable Reply<T> instead(String call) {
        calls.add(call);
        Runnable action = meanwhile.remove(call);
        if (action != null) {
            action.run();
            meanwhile.putIfAbsent(call, action);
        }
        // Trouble carries nothing of the type.
        return (Reply<T>) (cut != null ? cut : refusals.get(call));
    }

    private <T> Reply<T> over(String call, Supplier<Reply<T>> ask) {
        Reply<T> instead = instead(call);
        return instead != null ? instead : ask.get();
    }

    private <T> CompletionStage<Reply<T>> asyncOver(String call, Supplier<CompletionStage<Reply<T>>> ask) {
        Reply<T> instead = instead(call);
        return instead != null ? CompletableFuture.completedStage(instead) : ask.get();
    }

    @Override
    public Reply<Joined> join(NodeId node, String newEpoch) {
        return over("join", () -> hub.join(node, newEpoch));
    }

    @Override
    public Reply<Boolean> acknowledge(NodeId node, String epoch, LogPosition applied, Set<NodeId> writers) {
        return over("acknowledge", () -> hub.acknowledge(node, epoch, applied, writers));
    }

    @Override
    public CompletionStage<Reply<Announced>> announce(NodeId node, String epoch, long nonce, Change change) {
        return asyncOver("announce", () -> hub.announce(node, epoch, nonce, change));
    }

    @Override
    public CompletionStage<Reply<Boolean>> retire(NodeId node, String epoch) {
        return asyncOver("retire", () -> hub.retire(node, epoch));
    }

    @Override
    public Reply<Map<NodeId, Long>> acknowledged(String epoch) {
        return over("acknowledged", () -> hub.acknowledged(epoch));
    }

    @Override
    public CompletionStage<Reply<Boolean>> close(
            NodeId node, String epoch, long intent, boolean committed, Change change) {
        return asyncOver("close", () -> hub.close(node, epoch, intent, committed, change));
    }

    @Override
    public Reply<Integer> sweep(String epoch, Duration hold) {
        return over("sweep", () -> hub.sweep(epoch, hold));
    }

    @Override
    public Reply<Delivery> read(NodeId node, String epoch, LogPosition after, Duration patience) {
        return over("read", () -> hub.read(node, epoch, after, patience));
    }
}
