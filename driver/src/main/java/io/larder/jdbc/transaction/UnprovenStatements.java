package io.larder.jdbc.transaction;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.sql.Change;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Statements of one connection that run code of users, and do not commit by themselves. What they write is asked of the
 * database before it is committed, in their transaction, as {@link WriteSet} says; where that is not possible they count as
 * statements that may do anything.
 */
final class UnprovenStatements {
    private final CachedDatabase database;
    private final Connection driverConnection;
    private final Session session;
    private final TransactionScope scope;
    private final PhysicalTransaction physical;
    private final TransactionEnd end;
    private final WriteSet writeSet;

    UnprovenStatements(
            CachedDatabase database,
            Connection driverConnection,
            Session session,
            TransactionScope scope,
            TransactionEnd end,
            WriteSet writeSet) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.session = session;
        this.scope = scope;
        this.physical = scope.physical();
        this.end = end;
        this.writeSet = writeSet;
    }

    /** As {@link TransactionScope#unproven}. */
    <T extends @Nullable Object> T run(boolean alone, SqlCall<T> statement) throws SQLException {
        physical.lock();
        try {
            if (scope.isExplicit()) {
                return writeSet.isTold() ? inTransaction(statement) : scope.unknown(statement);
            }
            boolean unnoticed = alone && writeSet.isToldUnnoticed() && session.isOrdinary();
            // Another thread that reads would notice if it came in between a failure and its ROLLBACK.
            if (!unnoticed || !physical.tryExcludeReading()) {
                return scope.unknown(statement);
            }
            try {
                return alone(statement);
            } finally {
                physical.admitReading();
            }
        } finally {
            physical.unlock();
        }
    }

    private <T extends @Nullable Object> T inTransaction(SqlCall<T> statement) throws SQLException {
        scope.statementStarts();
        physical.writeUnproven();
        try {
            return scope.inTransaction(statement);
        } finally {
            session.touched(true);
        }
    }

    /** As a transaction of its own, because only in one can it be asked what was written. */
    private <T extends @Nullable Object> T alone(SqlCall<T> statement) throws SQLException {
        WrappedStatement<T> wrapped = new WrappedStatement<>(driverConnection, database.support(), statement);
        if (!wrapped.begin()) {
            return scope.unknown(statement);
        }
        try {
            physical.writeUnproven();
            wrapped.run();
            if (wrapped.isDone()) {
                commit(wrapped);
                return wrapped.result();
            }
            if (wrapped.hasCommitted()) {
                // Against all expectation.
                database.announce(Change.EVERYTHING).committed();
                return wrapped.result();
            }
        } finally {
            wrapped.end();
            end.forgetIfEnded();
            session.touched(false);
        }
        // It has left nothing, and is run as if it had not been.
        return scope.unknown(statement);
    }

    private void commit(WrappedStatement<?> wrapped) throws SQLException {
        Change written = writeSet.beforeCommit();
        if (written.isNothing()) {
            wrapped.commit();
        } else {
            end.announced(written, true, Announcement::committed, SqlCall.of(wrapped::commit));
        }
    }
}
