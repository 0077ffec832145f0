package io.larder.integration.lockstep;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.postgresql.core.BaseConnection;

/** What is known of a session, which is the same on both databases. */
final class SessionState {
    private final String name;
    private final Flavor flavor;
    private final Set<String> locks = new TreeSet<>();
    private boolean autoCommit = true;
    private boolean open;
    private boolean failed;
    private boolean exclusive;
    private boolean hasSavepoint;

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

    boolean hasSavepoint() {
        return hasSavepoint;
    }

    void savepointSet() {
        hasSavepoint = true;
    }

    /** Returns whether another session would wait for it. */
    boolean blocks(Set<String> wanted) {
        return exclusive || !Collections.disjoint(locks, wanted);
    }

    /** A step was done; the connection is the one to the bare database. */
    void did(Step step, Connection bare) throws SQLException {
        autoCommit = bare.getAutoCommit();
        if (flavor.isPostgres()) {
            switch (bare.unwrap(BaseConnection.class).getTransactionState()) {
                case IDLE -> open(false, false);
                case OPEN -> open(true, false);
                case FAILED -> open(true, true);
            }
        } else {
            // Whether H2 has begun one cannot be asked: any statement may have.
            open(!autoCommit && !step.ends(), false);
        }
        if (open) {
            locks.addAll(step.locks());
            exclusive |= step.exclusive();
        }
    }

    private void open(boolean isOpen, boolean isFailed) {
        open = isOpen;
        failed = isFailed;
        if (!isOpen) {
            locks.clear();
            exclusive = false;
            hasSavepoint = false;
        }
    }
}
