package io.larder.jdbc.statement;

import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.DatabaseSupport;
import io.larder.jdbc.database.LockTable;
import io.larder.jdbc.database.LockTable.LockedTable;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.jdbc.transaction.WrappedStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs queries of one connection so that it is seen what the database locked for them, and nobody notices.
 *
 * <p>In autocommit mode a transaction is put around the query, for which the driver stays in autocommit mode: it executes,
 * counts, prepares and fetches as it does without. In a transaction of the application's, the database is asked within a
 * savepoint. What goes wrong with that is not the application's affair: its query has had its answer, or its own failure.
 */
final class ObservedReads {
    private final LockTable locks;
    private final DatabaseSupport support;
    private final Connection driverConnection;
    private final TransactionScope transaction;

    ObservedReads(LockTable locks, DatabaseSupport support, Connection driverConnection, TransactionScope transaction) {
        this.locks = locks;
        this.support = support;
        this.driverConnection = driverConnection;
        this.transaction = transaction;
    }

    /**
     * A query that has run.
     *
     * @param result what the application gets
     * @param locked what its transaction has locked by now; empty if that could not be seen
     */
    record Observed(@Nullable ResultSet result, Optional<Set<LockedTable>> locked) {}

    /**
     * Runs a query.
     *
     * @param statement the driver's own, of which it is a query
     */
    Observed run(Statement statement, SqlCall<@Nullable ResultSet> query) throws SQLException {
        if (transaction.isExplicit()) {
            ResultSet result = query.run();
            return new Observed(result, lockedWithin());
        }
        // Another thread that writes on the connection would do so in this transaction.
        if (!transaction.physical().tryLock()) {
            return new Observed(query.run(), Optional.empty());
        }
        try {
            WrappedStatement<@Nullable ResultSet> wrapped =
                    new WrappedStatement<>(driverConnection, support, () -> whole(statement, query));
            return transaction.status() == TransactionStatus.IDLE && wrapped.begin()
                    ? inOurs(wrapped, query)
                    : new Observed(query.run(), Optional.empty());
        } finally {
            transaction.physical().unlock();
        }
    }

    private Optional<Set<LockedTable>> lockedWithin() {
        try {
            return transaction.status() == TransactionStatus.OPEN
                    ? Optional.of(locks.lockedSoFar(driverConnection))
                    : Optional.empty();
        } catch (SQLException | RuntimeException failure) {
            unseen(failure);
            return Optional.empty();
        }
    }

    private Observed inOurs(WrappedStatement<@Nullable ResultSet> wrapped, SqlCall<@Nullable ResultSet> query)
            throws SQLException {
        try {
            wrapped.run();
            if (wrapped.isDone()) {
                Optional<Set<LockedTable>> locked = lockedByOurs();
                boolean sure = committed(wrapped);
                return new Observed(wrapped.result(), sure ? locked : Optional.empty());
            }
            if (wrapped.hasCommitted()) {
                return new Observed(wrapped.result(), Optional.empty());
            }
        } finally {
            wrapped.end();
        }
        return new Observed(query.run(), Optional.empty());
    }

    /** Within any transaction, also one by text, pgjdbc 42.7.14 fetches in pages, which would end with ours. */
    private static <T extends @Nullable ResultSet> T whole(Statement statement, SqlCall<T> query) throws SQLException {
        int page = statement.getFetchSize();
        if (page == 0) {
            return query.run();
        }
        statement.setFetchSize(0);
        T result;
        try {
            result = query.run();
        } catch (SQLException | RuntimeException | Error failure) {
            try {
                statement.setFetchSize(page);
            } catch (SQLException closed) {
                // Lost with its connection: the failure says so, and is handed on as it is.
            }
            throw failure;
        }
        statement.setFetchSize(page);
        if (result != null) {
            result.setFetchSize(page);
        }
        return result;
    }

    private Optional<Set<LockedTable>> lockedByOurs() {
        try {
            return Optional.of(locks.locked(driverConnection));
        } catch (SQLException | RuntimeException failure) {
            unseen(failure);
            return Optional.empty();
        }
    }

    /** What the query may have done after all stays done. */
    private static boolean committed(WrappedStatement<?> wrapped) {
        try {
            wrapped.commit();
            return true;
        } catch (SQLException | RuntimeException lost) {
            // The application's next call will be told.
            return false;
        }
    }

    private void unseen(Exception failure) {
        try {
            if (!driverConnection.isClosed()) {
                Events.once(Events.Event.READS_NOT_SEEN, failure);
            }
        } catch (SQLException unknown) {
            // Lost, then.
        }
    }
}
