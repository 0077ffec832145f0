package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Effect;
import io.larder.integration.lockstep.Step.Run;
import io.larder.jdbc.api.CacheStatistics;
import io.larder.jdbc.api.LarderConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The same sessions on two databases, which take the same steps, one at a time; and what they did. */
final class Arena implements AutoCloseable {
    private static final List<String> NAMES = List.of("alice", "bob", "carol", "dave");

    /** A session, and who acts for it on either side. */
    private record Participant(SessionState state, Actor bare, Actor other) {}

    private final World world;
    private final DatabasePair pair;
    private final Map<String, Participant> participants = new LinkedHashMap<>();
    private final List<Line> done = new ArrayList<>();
    /** What a transaction that was prepared keeps locked until somebody finishes it. */
    private Set<String> prepared = Set.of();

    private boolean plansOutdated;
    private int reads;
    private int errors;

    private Arena(World world, DatabasePair pair) {
        this.world = world;
        this.pair = pair;
    }

    /**
     * Makes both databases and connects.
     *
     * @param lenient whether statements of the setup may fail
     */
    static Arena open(World world, Opponent opponent, boolean lenient) throws SQLException {
        Arena arena = new Arena(world, DatabasePair.create(world, lenient));
        try {
            for (String name : NAMES) {
                Actor bare = Opponent.BARE.connect(arena.pair.first(), world.options());
                Actor other = opponent.connect(arena.pair.second(), world.options());
                arena.participants.put(name, new Participant(new SessionState(name, world.flavor()), bare, other));
            }
            return arena;
        } catch (SQLException failure) {
            arena.close();
            throw failure;
        }
    }

    List<SessionState> sessions() {
        return participants.values().stream().map(Participant::state).toList();
    }

    int steps() {
        return done.size();
    }

    int reads() {
        return reads;
    }

    int errors() {
        return errors;
    }

    /** Returns what the cache did, if the other side has one. */
    Optional<CacheStatistics> statistics() throws SQLException {
        Connection other = participants.values().iterator().next().other().connection();
        return other.isWrapperFor(LarderConnection.class)
                ? Optional.of(other.unwrap(LarderConnection.class).statistics())
                : Optional.empty();
    }

    /** Returns whether a transaction is prepared, and neither committed nor rolled back. */
    boolean isPrepared() {
        return !prepared.isEmpty();
    }

    /** Returns whether a session can take a step without waiting for another one. */
    boolean admits(String session, Step step) {
        boolean exclusive = step.effect() == Effect.EXCLUSIVE;
        if (isPrepared() && (exclusive || step.effect() == Effect.PREPARES)
                || !Collections.disjoint(prepared, step.locks())) {
            return false;
        }
        for (SessionState other : sessions()) {
            boolean waits = exclusive && other.isOpen() || other.blocks(step.locks());
            if (waits && !other.name().equals(session)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Lets both sides take a step.
     *
     * @throws Difference if their answers are not the same
     */
    void play(String session, Step step) throws SQLException {
        done.add(new Line(session, step));
        Participant actor = participants.get(session);
        if (actor == null) {
            throw new AssertionError(session);
        }
        Set<String> locked = actor.state().locks();
        boolean wasExclusive = actor.state().isExclusive();
        Outcome bare = take(actor, step);
        reads += step instanceof Run run && run.isRead() ? 1 : 0;
        errors += bare.failed() ? 1 : 0;
        if (step.effect() == Effect.PREPARES && !bare.failed()) {
            prepared = locked.isEmpty() ? Set.of("nothing") : locked;
        } else if (step.effect() == Effect.FINISHES && !bare.failed()) {
            prepared = Set.of();
        }
        if (world.plansOutlive()) {
            forgetPlans(actor, wasExclusive || step.effect() == Effect.EXCLUSIVE);
        }
    }

    private Outcome take(Participant actor, Step step) throws SQLException {
        Outcome bare = actor.bare().run(step);
        Outcome other = actor.other().run(step);
        if (!bare.equals(other)) {
            throw new Difference(new Script(world, done), bare, other);
        }
        boolean autoCommit = actor.bare().connection().getAutoCommit();
        if (autoCommit != actor.other().connection().getAutoCommit()) {
            throw new Difference(new Script(world, done), Outcome.of("autocommit " + autoCommit), Outcome.of("other"));
        }
        actor.state().did(step, actor.bare().connection());
        return bare;
    }

    /** Plans that a definition may have outdated fail, and how many there are depends on how often a server was asked. */
    private void forgetPlans(Participant actor, boolean defined) throws SQLException {
        Step forget = Run.text("deallocate all");
        if (defined) {
            plansOutdated = true;
            take(actor, forget);
        }
        if (plansOutdated && sessions().stream().noneMatch(SessionState::isExclusive)) {
            plansOutdated = false;
            for (Participant participant : participants.values()) {
                take(participant, forget);
                take(participant, participant.state().settling());
            }
        }
    }

    @Override
    public void close() throws SQLException {
        for (Participant participant : participants.values()) {
            participant.bare().close();
            participant.other().close();
        }
        pair.close();
    }
}
