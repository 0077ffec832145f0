package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.cache.Parameter;
import io.larder.cache.Question;
import io.larder.cache.SessionKey;
import io.larder.invalidation.ReadSet;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.ConcurrentMisses;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.statement.ReadPath.Moment;
import io.larder.jdbc.statement.StatementRunner.Asker;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Decides, for each query of one connection, whether it is looked for in the cache. */
final class Queries {
    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final long privilegeAge;
    private final Admission admission;
    private final Wishes wishes;
    private final @Nullable ReadPath reads;
    private final BypassReason noReads;
    private final @Nullable DryRun dryRun;
    private final Straight straight;
    private final ConcurrentMisses.Waiting waiting = new ConcurrentMisses.Waiting();

    /** Sends a query to the database, with all that its effects demand. */
    interface Straight {
        @Nullable
        ResultSet run(Read read, SqlCall<@Nullable ResultSet> live) throws SQLException;
    }

    /**
     * @param privilegeAge in nanoseconds, of the latest look at the schema
     * @param reads from the cache; null if nothing is cached
     * @param dryRun that counts what would be; null unless that is wanted
     */
    Queries(
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            long privilegeAge,
            Admission admission,
            Wishes wishes,
            @Nullable ReadPath reads,
            @Nullable DryRun dryRun,
            Straight straight) {
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.privilegeAge = privilegeAge;
        this.admission = admission;
        this.wishes = wishes;
        this.reads = reads;
        this.noReads =
                wishes.mode() == CacheMode.CACHE ? BypassReason.DATABASE_NOT_SUPPORTED : BypassReason.CACHING_OFF;
        this.dryRun = dryRun;
        this.straight = straight;
    }

    /**
     * Returns the rows of a query.
     *
     * @param mayWait whether it may wait for another connection that asks the same
     */
    @Nullable
    ResultSet query(Read read, Asker asker, boolean mayWait, SqlCall<@Nullable ResultSet> live) throws SQLException {
        long now = admission.lookAtSchema(read);
        if (dryRun != null && wishes.isCaching()) {
            return dryRun.query(read, asker, now, straight, live);
        }
        // Before session and schema are asked: what changes them meanwhile must look newer.
        Moment start = new Moment(database.clocks().now(), transaction.writes(), now);
        BypassReason reason = whyNot(read, asker, now);
        if (reason != null || reads == null) {
            return bypass(read, reason, live);
        }
        ReadProof proof = session.schema().proof(read, now, privilegeAge);
        ReadSet readSet = proof.reads();
        reason = readSet.notCacheable().orElse(null);
        if (reason == null && session.key(readSet.settings()) == null) {
            reason = admission.whyNotKnown(readSet.settings());
        }
        if (reason != null) {
            return bypass(read, reason, live);
        }
        Treatment treatment = wishes.of(read, proof, now);
        reason = Admission.whyNotWanted(proof, treatment);
        if (reason != null) {
            return bypass(read, reason, live);
        }
        return transaction.mayServe(readSet.tables())
                ? throughCache(reads, read, proof, treatment, start, asker, mayWait, live)
                : bypass(read, BypassReason.TRANSACTION_HAS_WRITTEN, live);
    }

    private @Nullable BypassReason whyNot(Read read, Asker asker, long now) throws SQLException {
        if (reads == null) {
            return noReads;
        }
        return wishes.isCaching()
                ? admission.whyNotCacheable(read, asker.driverStatement(), now)
                : BypassReason.CACHING_OFF;
    }

    /** Parameters and no record of them: nothing is made for a hit that it can do without. */
    private @Nullable ResultSet throughCache(
            ReadPath path,
            Read read,
            ReadProof proof,
            Treatment treatment,
            Moment start,
            Asker asker,
            boolean mayWait,
            SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        NextExecution next = path.replay().nextExecution(asker.driverStatement());
        AnswerForm form = next == null ? null : asker.settings().form(asker.driverStatement(), next.form());
        if (next == null || form == null) {
            return bypass(read, BypassReason.STATEMENT_SETTINGS, live);
        }
        Parameter[] parameters = asker.parameters().complete(read.parameterCount());
        if (parameters == null) {
            return bypass(read, BypassReason.PARAMETER_NOT_CAPTURED, live);
        }
        SessionKey key = session.key(proof.reads().settings());
        if (key == null) {
            return bypass(read, BypassReason.SESSION_NOT_KNOWN, live);
        }
        Question question = new Question(key, form, read.question(), parameters);
        ReadPath.Asked asked = new ReadPath.Asked(
                read,
                proof,
                question,
                next.form(),
                asker.driverStatement(),
                start,
                treatment,
                session.maximumAgeNanos(treatment));
        Lookup.Hit hit = next.replaceable() ? path.find(asked) : null;
        if (hit != null && wishes.wantsToCheck()) {
            return path.checked(asked, hit, live);
        }
        if (hit != null && EarlyRefresh.isDue(asked, hit) && database.misses().start(asked.question()) == null) {
            return refreshed(path, asked, live);
        }
        ResultSet cached = hit == null ? null : path.served(asked, hit);
        return cached != null ? cached : missed(path, asked, next.replaceable(), asker, mayWait, live);
    }

    private @Nullable ResultSet refreshed(ReadPath path, ReadPath.Asked asked, SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        try {
            return path.refreshed(asked, live);
        } finally {
            database.misses().end(asked.question());
        }
    }

    private @Nullable ResultSet missed(
            ReadPath path,
            ReadPath.Asked asked,
            boolean replaceable,
            Asker asker,
            boolean mayWait,
            SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        if (!mayWait) {
            asked.text().wasOfNoUse();
        }
        boolean shared = mayWait && replaceable && path.mayWait(asked);
        return shared ? shared(path, asked, asker, live) : path.fetched(asked, replaceable, null, live);
    }

    /** Asks, unless another connection is asking the same, whose answer may do. */
    private @Nullable ResultSet shared(
            ReadPath path, ReadPath.Asked asked, Asker asker, SqlCall<@Nullable ResultSet> live) throws SQLException {
        CompletableFuture<Void> others = database.misses().start(asked.question());
        if (others == null) {
            try (ConcurrentMisses.Waiting.Pauses pauses = waiting.pauses(asker.driverStatement())) {
                return path.fetched(asked, true, pauses, live);
            } finally {
                database.misses().end(asked.question());
            }
        }
        waiting.await(others, asker.driverStatement(), path.patience(asked));
        // Session, schema and transaction may be others by now.
        return query(asked.read(), asker, false, live);
    }

    private @Nullable ResultSet bypass(Read read, @Nullable BypassReason reason, SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        if (reason != null) {
            database.texts().of(read).bypassed(reason);
        }
        return straight.run(read, live);
    }

    /** A statement was cancelled, which need not have reached the database. */
    void cancelled(Statement driverStatement) {
        waiting.release(driverStatement);
    }

    /** The connection is being closed, or all that it does is cancelled: nobody waits on it any longer. */
    void releaseWaiting() {
        waiting.releaseAll();
    }
}
