package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.cache.Parameter;
import io.larder.cache.Question;
import io.larder.cache.SessionKey;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.database.NextExecution;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.statement.StatementRunner.Asker;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Has the database answer all queries of one connection, and counts which of them would have been answered from the cache: those
 * that were asked before, by an equal session, of tables that nobody has changed since, not longer ago than is allowed. Within
 * a transaction it sends nothing of its own: where that would be needed, the query counts as one that is not cached.
 */
final class DryRun {
    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final Admission admission;
    private final @Nullable Replay replay;
    private final Wishes wishes;
    private final long privilegeAge;

    /** @param replay how answers would be replayed; null if they could not be */
    DryRun(
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            Admission admission,
            @Nullable Replay replay,
            Wishes wishes,
            long privilegeAge) {
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.admission = admission;
        this.replay = replay;
        this.wishes = wishes;
        this.privilegeAge = privilegeAge;
    }

    /**
     * Runs a query.
     *
     * @param now {@link System#nanoTime}, or a little earlier
     * @param straight asks the database, as it is asked where nothing is cached
     */
    @Nullable
    ResultSet query(Read read, Asker asker, long now, Queries.Straight straight, SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        Expected expected = expected(read, asker, now);
        long writes = transaction.writes();
        long sentAt = System.nanoTime();
        ResultSet result = straight.run(read, live);
        if (expected != null) {
            tell(expected, System.nanoTime() - sentAt, transaction.writes() == writes);
        }
        return result;
    }

    /**
     * What a cache would have made of a query.
     *
     * @param stamp what the answer would carry
     */
    private record Expected(
            TextFigures text, Question question, boolean hit, Stamp stamp, Dependencies dependencies, long takenAt) {}

    private @Nullable Expected expected(Read read, Asker asker, long now) {
        try {
            return look(read, asker, now);
        } catch (SQLException | RuntimeException | LinkageError unexpected) {
            // Of a closed statement, say: the driver tells the application.
            Events.once(Events.Event.ANSWER_NOT_REPLAYED, unexpected);
            return null;
        }
    }

    private @Nullable Expected look(Read read, Asker asker, long now) throws SQLException {
        Stamp start = database.clocks().now();
        BypassReason reason = whyNot(read, asker, now);
        if (reason != null) {
            return bypassed(read, reason);
        }
        ReadProof proof = session.schema().proof(read, now, privilegeAge);
        Treatment treatment = wishes.of(read, proof, now);
        reason = whyNot(proof, treatment);
        if (reason != null) {
            return bypassed(read, reason);
        }
        NextExecution next = replay == null ? null : replay.nextExecution(asker.driverStatement());
        AnswerForm form = next == null ? null : asker.settings().form(asker.driverStatement(), next.form());
        SessionKey key = session.key(proof.reads().settings());
        if (next == null || form == null || key == null) {
            return bypassed(read, BypassReason.STATEMENT_SETTINGS);
        }
        Parameter[] parameters = asker.parameters().complete(read.parameterCount());
        if (parameters == null) {
            return bypassed(read, BypassReason.PARAMETER_NOT_CAPTURED);
        }
        Question question = new Question(key, form, read.question(), parameters);
        return expected(proof, treatment, question, next.replaceable(), start, now);
    }

    private Expected expected(
            ReadProof proof, Treatment treatment, Question question, boolean replaceable, Stamp start, long now)
            throws SQLException {
        Stamp snapshot = transaction.snapshot().stamp();
        boolean hit = replaceable
                && !transaction.snapshot().isAwaited()
                && database.observations().find(question) instanceof Lookup.Hit known
                && known.holds(now, session.maximumAgeNanos(treatment))
                && (snapshot == null || known.dependencies().unchangedSince(snapshot));
        Stamp stamp = snapshot != null && snapshot.position() < start.position() ? snapshot : start;
        Dependencies dependencies =
                database.clocks().dependenciesOn(proof.reads().tables());
        return new Expected(
                proof.text(),
                question,
                hit,
                stamp,
                dependencies,
                transaction.snapshot().nanos(now));
    }

    private @Nullable BypassReason whyNot(Read read, Asker asker, long now) throws SQLException {
        if (replay == null) {
            return BypassReason.DATABASE_NOT_SUPPORTED;
        }
        return session.isStale() && read.notCacheable().isEmpty() && !mayReadSession()
                ? BypassReason.SESSION_NOT_KNOWN
                : admission.whyNotCacheable(read, asker.driverStatement(), now);
    }

    private @Nullable BypassReason whyNot(ReadProof proof, Treatment treatment) throws SQLException {
        ReadSet reads = proof.reads();
        if (reads.notCacheable().isPresent()) {
            return reads.notCacheable().get();
        }
        if (session.key(reads.settings()) == null) {
            BypassReason reason =
                    mayReadSession() ? admission.whyNotKnown(reads.settings()) : BypassReason.SESSION_NOT_KNOWN;
            if (reason != null) {
                return reason;
            }
        }
        if (transaction.hasWritten(reads.tables())) {
            return BypassReason.TRANSACTION_HAS_WRITTEN;
        }
        return Admission.whyNotWanted(proof, treatment);
    }

    private boolean mayReadSession() throws SQLException {
        return transaction.status() == TransactionStatus.IDLE;
    }

    private @Nullable Expected bypassed(Read read, BypassReason reason) {
        database.texts().of(read).bypassed(reason);
        return null;
    }

    private void tell(Expected expected, long nanos, boolean nothingWritten) {
        TextFigures text = expected.text();
        text.took(nanos);
        if (expected.hit()) {
            text.trials().observedHit(nanos);
            database.observations().hit(database::statistics);
            return;
        }
        text.miss();
        boolean kept = nothingWritten && !expected.question().anyParameter(BoundParameters::dependsOnClock);
        if (kept && expected.dependencies().unchangedSince(expected.stamp())) {
            remember(expected);
        }
    }

    private void remember(Expected expected) {
        try {
            database.observations()
                    .kept(expected.question(), expected.stamp(), expected.dependencies(), expected.takenAt());
        } catch (RuntimeException | LinkageError unexpected) {
            // The application has its rows: nothing that goes wrong after them is its affair.
            Events.once(Events.Event.ANSWER_NOT_CAPTURED, unexpected);
        }
    }
}
