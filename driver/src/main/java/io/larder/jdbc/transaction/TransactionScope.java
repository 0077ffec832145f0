package io.larder.jdbc.transaction;

import io.larder.invalidation.Announcement;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the transaction of one connection has written, and what it may be served.
 *
 * <p>Changes are remembered before the statement runs, announced before COMMIT is sent, and closed when the outcome is
 * known. In autocommit mode the statement is its own transaction. Writes and ends of transactions exclude each other on a
 * connection, so that a change is never forgotten by the COMMIT of another thread.
 *
 * <p>The front of several classes: its state is a {@link PhysicalTransaction}, {@link TransactionEnd} ends it,
 * {@link TransactionSnapshot} follows what it sees, {@link UnprovenStatements} runs what may write more than is shown.
 */
public final class TransactionScope {
    private final CachedDatabase database;
    private final Connection driverConnection;
    private final Session session;
    private final PhysicalTransaction physical;
    private final TransactionSnapshot snapshot;
    private final TransactionEnd end;
    private final UnprovenStatements unproven;

    /** @param orphanHold how long a COMMIT of unknown outcome may still take effect */
    public TransactionScope(
            CachedDatabase database,
            Connection driverConnection,
            Session session,
            PhysicalTransaction physical,
            Duration orphanHold) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.session = session;
        this.physical = physical;
        this.snapshot = new TransactionSnapshot(database, this, session);
        WriteSet writeSet = new WriteSet(database, session, driverConnection, physical);
        this.end = new TransactionEnd(database, driverConnection, physical, snapshot, writeSet, orphanHold);
        this.unproven = new UnprovenStatements(database, driverConnection, session, this, end, writeSet);
        physical.seenBy(session);
    }

    /** Returns its state, which outlives the connection if that is a pooled one. */
    public PhysicalTransaction physical() {
        return physical;
    }

    /** Returns whether a transaction is open, or will be by the next statement. */
    public boolean isExplicit() throws SQLException {
        return !driverConnection.getAutoCommit() || status() != TransactionStatus.IDLE;
    }

    /** Returns why this transaction must ask the database, whatever it asks; null if it may be served. */
    @Nullable
    public BypassReason whyAsk() throws SQLException {
        int isolation = session.isolation();
        if (isolation != Connection.TRANSACTION_READ_COMMITTED && isolation != Connection.TRANSACTION_REPEATABLE_READ) {
            return BypassReason.TRANSACTION_ISOLATION;
        }
        TransactionStatus status = status();
        if (status == TransactionStatus.FAILED) {
            return BypassReason.TRANSACTION_FAILED;
        }
        if (physical.nextShaped) {
            return BypassReason.TRANSACTION_ISOLATION;
        }
        if (status == TransactionStatus.IDLE && driverConnection.getAutoCommit()) {
            return null;
        }
        if (physical.modesByText || isolation == Connection.TRANSACTION_REPEATABLE_READ && !snapshot.isKnown(status)) {
            return BypassReason.TRANSACTION_ISOLATION;
        }
        return null;
    }

    /** Returns whether it may have written to one of these tables. */
    public boolean hasWritten(Set<TableName> tables) {
        Change written = physical.pending();
        return !written.isNothing() && tables.stream().anyMatch(written::concerns);
    }

    /** Returns whether a query of these tables may be served, which is then remembered of the transaction. */
    public boolean mayServe(Set<TableName> tables) throws SQLException {
        if (hasWritten(tables)) {
            return false;
        }
        if (isExplicit()) {
            physical.mayBeServed();
        }
        return true;
    }

    /**
     * Makes the database know that this transaction has asked something, if it was served and the database does not: some
     * things are refused after the first query of a transaction, or belong to the transaction that it began.
     */
    public void beginIfServed() {
        if (!physical.mayHaveServed) {
            return;
        }
        try {
            if (isExplicit()) {
                statementStarts();
                database.support().begin(driverConnection);
            }
        } catch (SQLException | RuntimeException lost) {
            // The application's own call will be told.
        }
        physical.mayHaveServed = false;
    }

    /** The level was set. Where that does not end the transaction, it goes on at the level that it has. */
    public void isolation(int level) throws SQLException {
        boolean goesOn = status() != TransactionStatus.IDLE || physical.latestFailed;
        physical.modesByText |= goesOn && level != session.isolation();
        session.isolation(level);
    }

    /** Returns how many writes the connection has begun. */
    public long writes() {
        return physical.writes();
    }

    /** Runs something between two transactions, during which no other thread can write; unless one is at it. */
    public void whileIdle(Runnable action) throws SQLException {
        if (!physical.tryLock()) {
            return;
        }
        try {
            if (status() == TransactionStatus.IDLE) {
                action.run();
            }
        } finally {
            physical.unlock();
        }
    }

    /**
     * Runs something before the next statement, if no transaction of the application's is open, nor will that statement be part
     * of one that has been shaped already. Without autocommit what runs ends in a rollback.
     */
    public void beforeItBegins(Runnable action) throws SQLException {
        if (!physical.isBranch()
                && !physical.nextShaped
                && (driverConnection.getAutoCommit() || database.support().knowsIdle())) {
            whileIdle(action);
        }
    }

    /** Returns what follows the snapshot that it sees at REPEATABLE READ. */
    public TransactionSnapshot snapshot() {
        return snapshot;
    }

    /** A statement is about to reach the database. */
    public void statementStarts() throws SQLException {
        snapshot.statementStarts();
    }

    /**
     * Runs a statement of which it is known what it writes.
     *
     * @param knownAt taken before it was found out, by the schema as it was then
     */
    public <T extends @Nullable Object> T write(Change change, Stamp knownAt, boolean atomic, SqlCall<T> statement)
            throws SQLException {
        statementStarts();
        return change.isNothing()
                ? reading(() -> snapshot.sent(statement))
                : writing(() -> physical.write(change, knownAt), knownAt, atomic, statement);
    }

    /** Runs a query of which, while the schema is not known, it is not known either that it writes nothing. */
    public <T extends @Nullable Object> T unknownRead(Stamp knownAt, SqlCall<T> query) throws SQLException {
        statementStarts();
        return writing(() -> physical.unknownRead(knownAt), knownAt, true, query);
    }

    private <T extends @Nullable Object> T writing(
            Runnable remember, Stamp knownAt, boolean atomic, SqlCall<T> statement) throws SQLException {
        physical.lock();
        try {
            remember.run();
            return isExplicit() ? inTransaction(statement) : autocommitted(knownAt, atomic, statement);
        } finally {
            physical.unlock();
        }
    }

    /** In a transaction that may have ended unnoticed: where MariaDB commits and then fails, only the next answer says so. */
    <T extends @Nullable Object> T inTransaction(SqlCall<T> statement) throws SQLException {
        try {
            return snapshot.sent(statement);
        } finally {
            if (SqlCall.known(() -> !driverConnection.isClosed() && !isExplicit())) {
                // The statement was a transaction of its own. Nobody has been told yet that it is over.
                database.announce(physical.pending()).committed();
                end.forgetIfEnded();
            }
        }
    }

    /** Runs what may change settings as well. */
    public <T extends @Nullable Object> T touchingSettings(SqlCall<T> statement) throws SQLException {
        boolean explicit = isExplicit();
        try {
            return statement.run();
        } finally {
            session.touched(explicit);
        }
    }

    private <T extends @Nullable Object> T autocommitted(Stamp knownAt, boolean atomic, SqlCall<T> statement)
            throws SQLException {
        try {
            return end.announced(physical.pending(), atomic, Announcement::committed, () -> snapshot.sent(statement));
        } finally {
            if (database.schemaChangedSince(knownAt)) {
                // A foreign key or trigger that came meanwhile may have written elsewhere.
                database.announce(Change.EVERY_ROW).committed();
            }
        }
    }

    /** Runs a statement that may write anything, change settings, and commit. */
    public <T extends @Nullable Object> T unknown(SqlCall<T> statement) throws SQLException {
        statementStarts();
        physical.lock();
        try {
            boolean explicit = isExplicit();
            physical.write(Change.EVERYTHING, database.clocks().now());
            try {
                // It may commit, so it is announced even inside a transaction.
                return end.announced(
                        physical.pending(), false, Announcement::committed, () -> snapshot.sent(statement));
            } finally {
                physical.snapshotSeen = false;
                session.touched(explicit);
            }
        } finally {
            physical.unlock();
        }
    }

    /**
     * Runs what may write anything and change settings, and does not commit by itself.
     *
     * @param alone whether it is one statement and nothing else goes on, so that it may be put into a transaction of its own
     */
    public <T extends @Nullable Object> T unproven(boolean alone, SqlCall<T> statement) throws SQLException {
        return unproven.run(alone, statement);
    }

    /** Runs what writes nothing; not in the middle of a statement that was put into a transaction. */
    public <T extends @Nullable Object> T reading(SqlCall<T> statement) throws SQLException {
        physical.readingStarts();
        try {
            return statement.run();
        } finally {
            physical.readingEnds();
        }
    }

    /** Runs a COMMIT. */
    public <T extends @Nullable Object> T commit(SqlCall<T> call) throws SQLException {
        return end.commit(call);
    }

    /** Runs a ROLLBACK of the whole transaction. */
    public <T extends @Nullable Object> T rollback(SqlCall<T> call) throws SQLException {
        return end.rollback(call);
    }

    /** Runs a PREPARE TRANSACTION. */
    public <T extends @Nullable Object> T prepare(String globalId, SqlCall<T> call) throws SQLException {
        return end.prepare(globalId, call);
    }

    /** Whether a two-phase transaction was finished is not known. */
    void preparedIsLost(String globalId) {
        end.preparedIsLost(globalId);
    }

    /** Runs what ends the connection, without waiting for a statement that still runs on it. */
    public void close(SqlCall<?> call) throws SQLException {
        end.close(call);
    }

    /** Runs what breaks the connection off, without waiting for anything before. */
    public void abort(SqlCall<?> call) throws SQLException {
        end.abort(call);
    }

    /** Returns whether a transaction may be open, for use after a failure, which it must not hide by one of its own. */
    public boolean mayBeExplicit() {
        try {
            return isExplicit();
        } catch (SQLException | RuntimeException lost) {
            return true;
        }
    }

    /** Returns where the transaction stands, as the driver knows it. */
    public TransactionStatus status() throws SQLException {
        return database.support().transactionStatus(driverConnection);
    }
}
