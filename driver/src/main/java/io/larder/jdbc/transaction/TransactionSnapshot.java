package io.larder.jdbc.transaction;

import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.SnapshotRule;
import io.larder.jdbc.database.TransactionStatus;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The snapshot that a transaction at REPEATABLE READ goes on seeing: what it is not older than, and whether it is taken. */
public final class TransactionSnapshot {
    private final CachedDatabase database;
    private final TransactionScope scope;
    private final Session session;
    private final PhysicalTransaction physical;
    private final SnapshotRule rule;

    TransactionSnapshot(CachedDatabase database, TransactionScope scope, Session session) {
        this.database = database;
        this.scope = scope;
        this.session = session;
        this.physical = scope.physical();
        this.rule = database.support().snapshotRule();
    }

    /** Returns a stamp that is not later than the snapshot of this transaction; null if it has none. */
    @Nullable
    public Stamp stamp() throws SQLException {
        return isNeeded() ? physical.snapshot : null;
    }

    /**
     * Returns since when the rows may be outdated that a query of this transaction sees, by {@link System#nanoTime}.
     *
     * @param now at which the query began
     */
    public long nanos(long now) throws SQLException {
        return stamp() == null || now - physical.snapshotNanos < 0 ? now : physical.snapshotNanos;
    }

    /** Returns whether this transaction may have yet to take its snapshot in the database. */
    public boolean isAwaited() throws SQLException {
        return isNeeded()
                && (physical.snapshot == null || !physical.snapshotSeen && rule == SnapshotRule.FIRST_PLAIN_READ);
    }

    /** Returns whether it is known what a transaction that needs one sees. */
    boolean isKnown(TransactionStatus status) {
        return rule != SnapshotRule.NONE && (physical.snapshot != null || status == TransactionStatus.IDLE);
    }

    /** The database has looked into its tables for a plain read. */
    public void hasReadRows() throws SQLException {
        if (isAwaited()) {
            physical.snapshotSeen = true;
        }
    }

    /** A statement is about to reach the database. */
    void statementStarts() throws SQLException {
        // Only if no statement of ours or of the driver (metadata, savepoint) has opened the transaction before.
        if (physical.snapshot == null && isNeeded() && scope.status() == TransactionStatus.IDLE) {
            // Before the statement is sent: a commit in between must look newer than the snapshot.
            physical.snapshotNanos = System.nanoTime();
            physical.snapshot = database.clocks().now();
        }
    }

    /** Runs what begins a transaction by text, or, where that is not refused, ends one and begins another. */
    <T extends @Nullable Object> T begin(SqlCall<T> statement) throws SQLException {
        long beforeNanos = System.nanoTime();
        Stamp before = database.clocks().now();
        physical.snapshotSeen = false;
        // MariaDB commits what is open.
        T result = physical.pending().isNothing() ? sent(statement) : scope.commit(statement);
        if (rule == SnapshotRule.FIRST_PLAIN_READ) {
            physical.snapshotNanos = beforeNanos;
            physical.snapshot = before;
        }
        return result;
    }

    /** Runs a statement that may take the snapshot. One that fails may have ended it. */
    public <T extends @Nullable Object> T sent(SqlCall<T> statement) throws SQLException {
        boolean done = false;
        try {
            T result = statement.run();
            done = true;
            return result;
        } finally {
            physical.answered(done || rule != SnapshotRule.FIRST_PLAIN_READ);
        }
    }

    /** Runs what ends the transaction, which some drivers do not send where they believe that there is none. */
    <T extends @Nullable Object> T ending(SqlCall<T> call) throws SQLException {
        physical.snapshotSeen = false;
        boolean sent = SqlCall.known(() -> scope.status() != TransactionStatus.IDLE);
        T result = call.run();
        if (sent) {
            physical.answered(true);
        }
        return result;
    }

    private boolean isNeeded() throws SQLException {
        return session.isolation() == Connection.TRANSACTION_REPEATABLE_READ && scope.isExplicit();
    }
}
