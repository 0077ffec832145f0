package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Effect;
import java.sql.SQLException;
import java.util.List;
import java.util.Random;

/** Leads the sessions of an arena through random steps, none of which has to wait for another session. */
final class Lockstep {
    private static final int PATIENCE = 20;

    private final Arena arena;
    private final RandomStatements statements;
    private final Random random;

    Lockstep(Arena arena, RandomStatements statements, Random random) {
        this.arena = arena;
        this.statements = statements;
        this.random = random;
    }

    /** Takes this many random steps, and ends all transactions. */
    void run(int count) throws SQLException {
        while (arena.steps() < count) {
            SessionState actor = next();
            arena.play(actor.name(), choose(actor));
        }
        for (SessionState session : arena.sessions()) {
            arena.play(session.name(), session.settling());
        }
        finishPrepared(arena.sessions().get(0));
    }

    private SessionState next() {
        List<SessionState> sessions = arena.sessions();
        return sessions.stream()
                .filter(SessionState::isExclusive)
                .findAny()
                .orElseGet(() -> sessions.get(random.nextInt(sessions.size())));
    }

    private Step choose(SessionState actor) throws SQLException {
        if (arena.isPrepared() && !actor.isOpen() && random.nextInt(12) == 0) {
            return statements.control().finishing();
        }
        for (int i = 0; i < PATIENCE; i++) {
            Step step = statements.next(actor);
            if (step.effect() == Effect.EXCLUSIVE) {
                settleOthers(actor);
            }
            if (arena.admits(actor.name(), step)) {
                return step;
            }
        }
        return actor.settling();
    }

    private void settleOthers(SessionState actor) throws SQLException {
        for (SessionState other : arena.sessions()) {
            if (!other.equals(actor) && other.isOpen()) {
                arena.play(other.name(), other.settling());
            }
        }
        if (!actor.isOpen()) {
            finishPrepared(actor);
        }
    }

    private void finishPrepared(SessionState actor) throws SQLException {
        if (arena.isPrepared()) {
            arena.play(actor.name(), statements.control().finishing());
            arena.play(actor.name(), actor.settling());
        }
    }
}
