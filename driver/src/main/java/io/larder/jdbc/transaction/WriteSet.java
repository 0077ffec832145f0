package io.larder.jdbc.transaction;

import io.larder.invalidation.Oddity;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.Change;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What the transaction of one connection has written, as far as the database must be asked: code of users has run in it,
 * whose writes no statement shows ({@link UnprovenStatements}). Only asked where the answer is certain to name all that was
 * written.
 */
final class WriteSet {
    private final CachedDatabase database;
    private final Session session;
    private final Connection driverConnection;
    private final PhysicalTransaction physical;

    WriteSet(CachedDatabase database, Session session, Connection driverConnection, PhysicalTransaction physical) {
        this.database = database;
        this.session = session;
        this.driverConnection = driverConnection;
        this.physical = physical;
    }

    /** Returns whether code of users that runs now writes in its transaction only, of which the database then tells. */
    boolean isTold() {
        return database.support().tellsWrites() && session.schemaHasNone(Oddity.WRITES_ELSEWHERE);
    }

    /**
     * Returns whether nobody notices if a statement that would be a transaction of its own is put into one. A constraint that
     * is checked at its end would be.
     */
    boolean isToldUnnoticed() {
        return isTold() && session.schemaHasNone(Oddity.WRITES_AT_COMMIT, Oddity.CHECKS_AT_COMMIT);
    }

    /** Returns what the transaction changes if it is committed now. */
    Change beforeCommit() throws SQLException {
        Change proven = physical.provenBySchemaOf(database);
        if (!physical.isUnproven() || proven.changesSchema()) {
            return proven;
        }
        TransactionStatus status = database.support().transactionStatus(driverConnection);
        if (status == TransactionStatus.FAILED) {
            // It can't be committed any more.
            return proven;
        }
        boolean certain =
                status == TransactionStatus.OPEN && isTold() && session.schemaHasNone(Oddity.WRITES_AT_COMMIT);
        if (!certain) {
            return Change.EVERYTHING;
        }
        database.counters().writeSetAsked();
        return proven.and(database.support().written(driverConnection));
    }
}
