package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Run;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Leads the sessions of two databases through the same steps, one step of one session at a time, and compares. */
final class Lockstep {
    /** A session, and who acts for it on either side. */
    record Participant(SessionState state, Actor bare, Actor other) {}

    private static final int SHOWN = 30;
    private static final int PATIENCE = 20;

    private final String title;
    private final List<Participant> participants;
    private final RandomStatements statements;
    private final Random random;
    private final boolean plansOutlive;
    private final Deque<String> history = new ArrayDeque<>();
    private boolean plansOutdated;
    private int steps;
    private int reads;
    private int errors;

    /**
     * @param title the seed, and whatever else it takes to do this again
     * @param plansOutlive whether sessions keep prepared statements in the server, which fail when the schema changes; how
     *     many there are depends on how often the server is asked
     */
    Lockstep(
            String title,
            List<Participant> participants,
            RandomStatements statements,
            Random random,
            boolean plansOutlive) {
        this.title = title;
        this.participants = participants;
        this.statements = statements;
        this.random = random;
        this.plansOutlive = plansOutlive;
    }

    int reads() {
        return reads;
    }

    int errors() {
        return errors;
    }

    int steps() {
        return steps;
    }

    /** Takes this many random steps, and ends all transactions. */
    void run(int count) throws SQLException {
        while (steps < count) {
            Participant actor = next();
            take(actor, choose(actor));
        }
        for (Participant participant : participants) {
            take(participant, statements.control().settling(participant.state()));
        }
    }

    private Participant next() {
        return participants.stream()
                .filter(participant -> participant.state().isExclusive())
                .findAny()
                .orElseGet(() -> participants.get(random.nextInt(participants.size())));
    }

    private Step choose(Participant actor) throws SQLException {
        for (int i = 0; i < PATIENCE; i++) {
            Step step = statements.next(actor.state());
            if (step.exclusive()) {
                settleOthers(actor);
                return step;
            }
            if (participants.stream()
                    .noneMatch(other -> !other.equals(actor) && other.state().blocks(step.locks()))) {
                return step;
            }
        }
        return statements.control().settling(actor.state());
    }

    private void settleOthers(Participant actor) throws SQLException {
        for (Participant other : participants) {
            if (!other.equals(actor) && other.state().isOpen()) {
                take(other, statements.control().settling(other.state()));
            }
        }
    }

    /** Lets both sides take a step, and then forget plans that it may have outdated. */
    void take(Participant actor, Step step) throws SQLException {
        boolean wasExclusive = actor.state().isExclusive();
        takeOne(actor, step);
        if (!plansOutlive) {
            return;
        }
        if (step.exclusive() || wasExclusive) {
            plansOutdated = true;
            takeOne(actor, Run.text("deallocate all"));
        }
        if (plansOutdated && participants.stream().noneMatch(p -> p.state().isExclusive())) {
            plansOutdated = false;
            for (Participant participant : participants) {
                takeOne(participant, Run.text("deallocate all"));
                takeOne(participant, statements.control().settling(participant.state()));
            }
        }
    }

    private void takeOne(Participant actor, Step step) throws SQLException {
        steps++;
        reads += step instanceof Run run && run.isRead() ? 1 : 0;
        record(actor.state().name() + ": " + step);
        Outcome bare = actor.bare().run(step);
        Outcome other = actor.other().run(step);
        errors += bare.failed() ? 1 : 0;
        if (!bare.equals(other)) {
            throw new AssertionError(report(actor, bare, other));
        }
        actor.state().did(step, actor.bare().connection());
        if (actor.bare().connection().getAutoCommit()
                != actor.other().connection().getAutoCommit()) {
            throw new AssertionError(title + ": autocommit differs after step " + steps + "\n" + shown());
        }
    }

    private void record(String line) {
        if (history.size() == SHOWN) {
            history.removeFirst();
        }
        history.addLast(steps + " " + line);
    }

    private String report(Participant actor, Outcome bare, Outcome other) {
        return title + ": " + actor.state().name() + " got another answer at step " + steps + "\n" + shown()
                + "\nbare:\n    " + bare + "\nthrough Larder:\n    " + other;
    }

    private String shown() {
        return String.join("\n", history);
    }
}
