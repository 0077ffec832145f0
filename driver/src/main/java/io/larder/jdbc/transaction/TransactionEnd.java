package io.larder.jdbc.transaction;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.Change;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The ends of one connection's transactions: what they have written is announced before they are committed, and forgotten
 * when they are over. Of an end that fails {@link FailedStatements} says what may have become.
 */
final class TransactionEnd {
    private final CachedDatabase database;
    private final Connection driverConnection;
    private final PhysicalTransaction physical;
    private final TransactionSnapshot snapshot;
    private final WriteSet writeSet;
    private final FailedStatements failures;

    TransactionEnd(
            CachedDatabase database,
            Connection driverConnection,
            PhysicalTransaction physical,
            TransactionSnapshot snapshot,
            WriteSet writeSet,
            Duration orphanHold) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.physical = physical;
        this.snapshot = snapshot;
        this.writeSet = writeSet;
        this.failures = new FailedStatements(database, driverConnection, orphanHold);
    }

    /** Runs a COMMIT. */
    <T extends @Nullable Object> T commit(SqlCall<T> call) throws SQLException {
        physical.lock();
        try {
            Change written = writeSet.beforeCommit();
            return written.isNothing()
                    ? ended(call)
                    : announced(written, false, Announcement::committed, () -> snapshot.ending(call));
        } finally {
            physical.unlock();
        }
    }

    /** Runs a ROLLBACK of the whole transaction. */
    <T extends @Nullable Object> T rollback(SqlCall<T> call) throws SQLException {
        physical.lock();
        try {
            return ended(call);
        } finally {
            physical.unlock();
        }
    }

    /** Runs a PREPARE TRANSACTION. */
    <T extends @Nullable Object> T prepare(String globalId, SqlCall<T> call) throws SQLException {
        physical.lock();
        try {
            // Open until somebody finishes it; if nobody does through Larder, its tables are not served again.
            Change written = writeSet.beforeCommit();
            return announced(written, false, announcement -> database.holdPrepared(globalId, announcement), call);
        } finally {
            physical.unlock();
        }
    }

    /** Whether a two-phase transaction was finished is not known. */
    void preparedIsLost(String globalId) {
        Announcement prepared = database.takePrepared(globalId);
        if (prepared != null) {
            failures.outcomeUnknown(prepared);
        }
    }

    /**
     * Runs what ends the connection, without waiting for a statement that still runs on it. Some drivers commit there, so it
     * counts as a commit.
     */
    void close(SqlCall<?> call) throws SQLException {
        Change last = physical.pending();
        if (last.isNothing() || physical.isBranch()) {
            call.run();
            return;
        }
        Announcement announcement = database.announce(last);
        try {
            call.run();
        } finally {
            announcement.committed();
        }
    }

    /**
     * Runs what breaks the connection off, at once. It commits nothing; a COMMIT that another thread has sent is announced by
     * that one.
     */
    void abort(SqlCall<?> call) throws SQLException {
        Change last = physical.pending();
        try {
            call.run();
        } finally {
            if (!last.isNothing() && !physical.isBranch()) {
                database.announce(last).committed();
            }
        }
    }

    /**
     * Runs what commits changes.
     *
     * @param atomic whether a failure undoes all of it
     */
    <T extends @Nullable Object> T announced(
            Change written, boolean atomic, Consumer<Announcement> onSuccess, SqlCall<T> call) throws SQLException {
        if (driverConnection.isClosed()) {
            // It will be refused before it is sent.
            return call.run();
        }
        Announcement announcement = announcedOrRefused(written);
        try {
            T result = call.run();
            onSuccess.accept(announcement);
            return result;
        } catch (SQLException failure) {
            failures.refused(announcement, atomic, failure);
            throw failure;
        } catch (RuntimeException | Error failure) {
            failures.outcomeUnknown(announcement);
            throw failure;
        } finally {
            forgetIfEnded();
        }
    }

    private Announcement announcedOrRefused(Change written) throws SQLException {
        try {
            return physical.isRefusable() ? database.announceOrRefuse(written) : database.announce(written);
        } catch (SQLException refused) {
            // With autocommit it is over before it began.
            forgetIfEnded();
            throw refused;
        }
    }

    private <T extends @Nullable Object> T ended(SqlCall<T> call) throws SQLException {
        try {
            return snapshot.ending(call);
        } finally {
            forgetIfEnded();
        }
    }

    /** If no transaction is open any more, what was known of the last one is over. */
    void forgetIfEnded() {
        TransactionStatus now;
        try {
            now = database.support().transactionStatus(driverConnection);
        } catch (SQLException | RuntimeException closed) {
            if (physical.isPooled()) {
                return;
            }
            now = TransactionStatus.IDLE;
        }
        if (now == TransactionStatus.IDLE && physical.isBranch()) {
            // Ended by text, against the rules: who knows what comes next.
            physical.modesByText = true;
        } else if (now == TransactionStatus.IDLE) {
            physical.ended();
        }
    }
}
