package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Action;
import io.larder.integration.lockstep.Step.Call;
import io.larder.integration.lockstep.Step.Effect;
import io.larder.integration.lockstep.Step.Run;
import java.sql.Connection;
import java.util.List;

/** What sessions do about their transactions and settings. */
final class RandomControl {
    private static final int RC = Connection.TRANSACTION_READ_COMMITTED;
    private static final int RR = Connection.TRANSACTION_REPEATABLE_READ;
    private static final int SERIALIZABLE = Connection.TRANSACTION_SERIALIZABLE;
    private static final int SAVEPOINTS = 3;

    private final Vocabulary words;
    private final Dialect dialect;
    private final List<Integer> levels;
    private final Menu<Step> beginnings;

    RandomControl(Vocabulary words, Dialect dialect) {
        this.words = words;
        this.beginnings = new Menu<>(words.wild());
        this.dialect = dialect;
        // Serializable reads of MariaDB wait for writes; its default is REPEATABLE READ.
        this.levels = words.flavor()
                .pick(
                        List.of(RC, RC, RC, RC, RC, RC, RC, RR, RR, SERIALIZABLE),
                        List.of(RC, RC, RC, RC, RC, RC, RC, RR, RR, SERIALIZABLE),
                        List.of(RC, RC, RC, RC, RC, RR, RR, Connection.TRANSACTION_READ_UNCOMMITTED));
        beginnings
                .add(4, () -> new Call(Action.ISOLATION, words.any(levels)))
                .add(1, () -> new Call(Action.READ_ONLY, words.oneIn(5) ? 1 : 0))
                .add(1, () -> Call.of(Action.GET_ISOLATION))
                .add(1, () -> Call.of(Action.RECONNECT))
                .add(1, () -> Run.text(words.any(dialect.beginnings())));
    }

    /** What is run in each session at its start. */
    List<Step> opening() {
        return dialect.opening().stream().<Step>map(Run::text).toList();
    }

    Step setting() {
        return Run.text(words.any(dialect.settings()));
    }

    Step beginning(SessionState me) {
        int kind = words.random().nextInt(12);
        if (kind < 4) {
            return new Call(Action.AUTO_COMMIT, me.autoCommit() ? 0 : 1);
        }
        if (kind == 4) {
            return me.autoCommit() ? Run.text(words.any(dialect.beginnings())) : new Call(Action.AUTO_COMMIT, 1);
        }
        return beginnings.draw(words.random());
    }

    /** Something between the first and the last statement of a transaction. */
    Step amid(SessionState me) {
        int number = 1 + words.random().nextInt(SAVEPOINTS);
        if (me.savepoints() == 0 || words.oneIn(3)) {
            me.savepointSet();
            return words.oneIn(2) ? Run.text("savepoint sp" + number) : new Call(Action.SET_SAVEPOINT, number);
        }
        return switch (words.random().nextInt(6)) {
            case 0 -> Run.text("release savepoint sp" + number);
            case 1 -> new Call(Action.ROLLBACK_TO_SAVEPOINT, number);
            case 2 -> new Call(Action.RELEASE_SAVEPOINT, number);
            default -> Run.text("rollback to savepoint sp" + number);
        };
    }

    Step ending(SessionState me) {
        boolean isPostgres = words.flavor().isPostgres();
        boolean commit = !me.isFailed() && words.random().nextInt(3) > 0;
        if (isPostgres && !me.isFailed() && words.oneIn(12)) {
            return Run.with(Effect.PREPARES, "prepare transaction '" + Step.DATABASE + "'");
        }
        if (me.autoCommit() || words.oneIn(4)) {
            if (words.flavor() != Flavor.H2 && words.oneIn(12)) {
                return Run.text(commit ? "commit and chain" : "rollback and chain");
            }
            return Run.with(
                    Effect.ENDS, commit ? words.any("commit", "COMMIT") : words.any("rollback", "ROLLBACK /* all */"));
        }
        return words.oneIn(6) ? new Call(Action.AUTO_COMMIT, 1) : Call.of(commit ? Action.COMMIT : Action.ROLLBACK);
    }

    /** Finishes what was prepared. */
    Step finishing() {
        String verb = words.random().nextInt(3) > 0 ? "commit" : "rollback";
        return Run.with(Effect.FINISHES, verb + " prepared '" + Step.DATABASE + "'");
    }
}
