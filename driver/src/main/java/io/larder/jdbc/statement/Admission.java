package io.larder.jdbc.statement;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.DatabaseRegistry;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.cache.Schema;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Read;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether a query of one connection may be looked for in the cache now, and sees to it that enough is known for that. */
final class Admission {
    private final CachedDatabase database;
    private final Connection driverConnection;
    private final Session session;
    private final TransactionScope transaction;
    private final long privilegeAge;

    /**
     * @param privilegeAge in nanoseconds, of the latest look at the schema
     */
    Admission(
            CachedDatabase database,
            Connection driverConnection,
            Session session,
            TransactionScope transaction,
            long privilegeAge) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.session = session;
        this.transaction = transaction;
        this.privilegeAge = privilegeAge;
    }

    /**
     * Cheapest reasons first; those that may ask the database last. Null if neither the text, the transaction nor the session
     * speaks against the cache.
     */
    @Nullable
    BypassReason whyNotCacheable(Read read, Statement driverStatement, long now) throws SQLException {
        if (read.notCacheable().isPresent()) {
            return read.notCacheable().get();
        }
        if (driverConnection.isClosed() || driverStatement.isClosed()) {
            return BypassReason.CLOSED;
        }
        if (!database.coordination().mayServe(now)) {
            return BypassReason.NOT_IN_TOUCH;
        }
        if (DatabaseRegistry.hasUnplaced(database.support())) {
            return BypassReason.SESSION_NOT_KNOWN;
        }
        BypassReason transactional = transaction.whyAsk();
        if (transactional != null) {
            return transactional;
        }
        boolean stale = session.isStale();
        if (stale) {
            // Reading it takes the transaction's snapshot.
            transaction.statementStarts();
        }
        BypassReason ofSession = session.whyNotCacheable();
        if (ofSession == null && stale) {
            // The isolation level may be another one than was thought.
            ofSession = transaction.whyAsk();
        }
        return ofSession;
    }

    /** Returns why a query is not to be cached that could be; null if it is. */
    static @Nullable BypassReason whyNotWanted(ReadProof proof, Treatment treatment) {
        if (!treatment.cached()) {
            return BypassReason.NOT_WANTED;
        }
        return proof.text().trials().isConvicted() ? BypassReason.ANSWERS_DIFFERED : null;
    }

    /** Makes settings part of the session's key; returns why that is not possible. */
    @Nullable
    BypassReason whyNotKnown(Set<String> settings) throws SQLException {
        // Reading them takes the transaction's snapshot.
        transaction.statementStarts();
        Schema schema = session.schema();
        session.mustKnow(settings);
        BypassReason reason = session.whyNotCacheable();
        // What the query reads was found out by the schema of before.
        return reason == null && session.schema() != schema ? BypassReason.SESSION_NOT_KNOWN : reason;
    }

    /**
     * Looks whether the schema still is as it was, if it is time for it. Also where nothing is cached: what nothing is known of
     * counts as a write of everything, to all processes. Returns the time.
     */
    long lookAtSchema(StatementPlan plan) throws SQLException {
        long now = System.nanoTime();
        boolean wanted = session.schema().wantsLoading(now, privilegeAge)
                && session.isPlaced()
                && !database.support().asksAboutLastStatement(plan)
                && !driverConnection.isClosed();
        if (!wanted) {
            return now;
        }
        transaction.beforeItBegins(() -> database.support().runBefore(plan, driverConnection, session::lookAtSchema));
        return System.nanoTime();
    }
}
