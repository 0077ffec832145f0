package io.larder.integration.lockstep;

import io.larder.integration.lockstep.Step.Action;
import io.larder.integration.lockstep.Step.Call;
import io.larder.integration.lockstep.Step.Effect;
import io.larder.integration.lockstep.Step.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.core.BaseConnection;

/** What is known of a session, which is the same on both databases. */
final class SessionState {
    /** MariaDB's protocol: SERVER_STATUS_IN_TRANS. */
    private static final int IN_TRANSACTION = 1;

    private final String name;
    private final Flavor flavor;
    private final Set<String> locks = new TreeSet<>();
    private boolean autoCommit = true;
    private boolean open;
    private boolean failed;
    private boolean exclusive;
    private int savepoints;

    SessionState(String name, Flavor flavor) {
        this.name = name;
        this.flavor = flavor;
    }

    String name() {
        return name;
    }

    boolean autoCommit() {
        return autoCommit;
    }

    /** Returns whether a transaction is open in the database. */
    boolean isOpen() {
        return open;
    }

    boolean isFailed() {
        return failed;
    }

    /** Returns whether other sessions must wait for the end of its transaction. */
    boolean isExclusive() {
        return exclusive;
    }

    /** Returns how many savepoints were set, some of which may be gone. */
    int savepoints() {
        return savepoints;
    }

    void savepointSet() {
        savepoints++;
    }

    Set<String> locks() {
        return Set.copyOf(locks);
    }

    /** Returns whether another session would wait for it. */
    boolean blocks(Set<String> wanted) {
        return exclusive || !Collections.disjoint(locks, wanted);
    }

    /** Returns what ends whatever is open. */
    Step settling() {
        return autoCommit ? Run.with(Effect.ENDS, "rollback") : Call.of(Action.ROLLBACK);
    }

    /** A step was done; the connection is the one to the bare database. */
    void did(Step step, Connection bare) throws SQLException {
        autoCommit = bare.getAutoCommit();
        switch (flavor) {
            case POSTGRES -> {
                switch (bare.unwrap(BaseConnection.class).getTransactionState()) {
                    case IDLE -> open(false, false);
                    case OPEN -> open(true, false);
                    case FAILED -> open(true, true);
                }
            }
            // Whether H2 has begun one cannot be asked: any statement may have.
            case H2 -> open(!autoCommit && step.effect() != Effect.ENDS, false);
            case MARIADB -> {
                org.mariadb.jdbc.Connection mariaDb = bare.unwrap(org.mariadb.jdbc.Connection.class);
                open((mariaDb.getContext().getServerStatus() & IN_TRANSACTION) != 0, false);
            }
        }
        if (open) {
            locks.addAll(step.locks());
            exclusive |= step.effect() == Effect.EXCLUSIVE;
        }
    }

    private void open(boolean isOpen, boolean isFailed) {
        open = isOpen;
        failed = isFailed;
        if (!isOpen) {
            locks.clear();
            exclusive = false;
            savepoints = 0;
        }
    }
}
