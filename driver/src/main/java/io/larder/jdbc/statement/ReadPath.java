package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.cache.Priority;
import io.larder.cache.Question;
import io.larder.cache.shared.Turn;
import io.larder.invalidation.Dependencies;
import io.larder.invalidation.ReadSet;
import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.ConcurrentMisses.Waiting.Pauses;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SharedPlace;
import io.larder.jdbc.cache.SharedTurns;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.cache.TextFigures;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.jdbc.rules.Treatment;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries of one connection from the cache, or from the database and keeps the answer.
 *
 * <p>Nothing that goes wrong in here reaches the application: in doubt the database is asked.
 */
public final class ReadPath {
    static final int NONE_SERVED = -1;

    private static final long UNKNOWN_COST_PATIENCE = TimeUnit.SECONDS.toNanos(2);
    private static final long LEAST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(100);

    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final Wishes wishes;
    private final Replay replay;
    private final SharedReads others;
    private final HitSample sample;
    private final @Nullable ObservedReads observed;
    /** How many rows the connection's latest query had, if it was served. */
    private volatile int servedRows = NONE_SERVED;

    /** @param observed how to see what queries read; null where the database does not show it */
    ReadPath(
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            Wishes wishes,
            Replay replay,
            @Nullable ObservedReads observed) {
        this.database = database;
        this.session = session;
        this.observed = observed;
        this.transaction = transaction;
        this.wishes = wishes;
        this.replay = replay;
        this.sample = new HitSample(database.counters().hitTimes());
        this.others = new SharedReads(database, session, transaction, replay);
    }

    Replay replay() {
        return replay;
    }

    /** A statement reaches the database; returns how many rows the latest query had if it was served. */
    int statementStarts() {
        int rows = servedRows;
        if (rows != NONE_SERVED) {
            servedRows = NONE_SERVED;
        }
        return rows;
    }

    /**
     * A query that may be answered from the cache.
     *
     * @param read what is known of its text
     * @param proof all that it reads
     * @param question its key
     * @param form the form in which the driver would hand over the answer
     * @param statement the driver's own statement that will own the answer
     * @param start taken before anything else about the query was looked at
     * @param treatment what the user wants for it
     * @param maximumAgeNanos age after which an answer is not good enough
     */
    record Asked(
            Read read,
            ReadProof proof,
            Question question,
            String form,
            Statement statement,
            Moment start,
            Treatment treatment,
            long maximumAgeNanos) {
        /** Returns what counts what becomes of it. */
        TextFigures text() {
            return proof.text();
        }
    }

    /**
     * When a query began.
     *
     * @param stamp in the order of all changes
     * @param writes in that of the connection's own: {@link TransactionScope#writes()}
     * @param nanos by {@link System#nanoTime}
     */
    record Moment(Stamp stamp, long writes, long nanos) {}

    /** Returns the answer in memory; null if there is none that may be served. */
    Lookup.@Nullable Hit find(Asked asked) throws SQLException {
        Priority priority = asked.treatment().priority();
        if (!asked.treatment().memory()
                || !(database.answers().find(asked.question(), priority) instanceof Lookup.Hit hit)) {
            return null;
        }
        Stamp snapshot = transaction.snapshot().stamp();
        if (!hit.holds(asked.start().nanos(), asked.maximumAgeNanos())) {
            if (!hit.dependencies().areChanging()) {
                database.answers().drop(asked.question(), hit, priority);
            }
            return null;
        }
        // Current, but the transaction must go on seeing its snapshot: good if nothing changed since then either.
        return transaction.snapshot().isAwaited()
                        || snapshot != null && !hit.dependencies().unchangedSince(snapshot)
                ? null
                : hit;
    }

    /** Returns an answer as the driver's own ResultSet; null if this statement cannot be given it. */
    @Nullable
    ResultSet served(Asked asked, Lookup.Hit hit) throws SQLException {
        ResultSet opened = open(asked, (CapturedRows) hit.answer());
        if (opened != null) {
            asked.text().hit();
            sample.served(asked.start().nanos());
        }
        return opened;
    }

    /** Asks the database though there is an answer, which will soon be too old; not Redis, where the same may be. */
    @Nullable
    ResultSet refreshed(Asked asked, SqlCall<@Nullable ResultSet> live) throws SQLException {
        return asked(asked, Turn.NONE, null, live);
    }

    /** Asks the database though there is an answer, and compares both. */
    @Nullable
    ResultSet checked(Asked asked, Lookup.Hit hit, SqlCall<@Nullable ResultSet> live) throws SQLException {
        return asked(asked, Turn.NONE, hit, live);
    }

    /**
     * Returns whether it may wait for another connection that asks the same. Not within a transaction: it may have locked what
     * the other one waits for.
     */
    boolean mayWait(Asked asked) throws SQLException {
        return asked.text().isWorthSharing()
                && transaction.status() == TransactionStatus.IDLE
                && !transaction.snapshot().isAwaited();
    }

    /** Returns how long to wait for the other one, in nanoseconds: not much longer than asking would take. */
    long patience(Asked asked) throws SQLException {
        long cost = asked.text().usualNanos();
        // Who asks may look for the answers of other processes first.
        long patience = others.patience() + (cost == 0 ? UNKNOWN_COST_PATIENCE : Math.max(LEAST_PATIENCE, 2 * cost));
        int timeout = asked.statement().getQueryTimeout();
        return timeout == 0 ? patience : Math.min(patience, TimeUnit.SECONDS.toNanos(timeout));
    }

    /**
     * Looks for an answer that another process has kept, and else asks the database.
     *
     * @param replaceable whether an answer may take the execution's place
     * @param pauses by which it may wait for another process; null if it may not
     */
    @Nullable
    ResultSet fetched(Asked asked, boolean replaceable, @Nullable Pauses pauses, SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        if (!replaceable) {
            return asked(asked, Turn.NONE, null, live);
        }
        SharedTurns.Finding finding = find(asked, pauses);
        try {
            Lookup.Hit hit = finding.hit();
            if (hit != null && wishes.wantsToCheck()) {
                return checked(asked, hit, live);
            }
            ResultSet opened = hit == null ? null : open(asked, (CapturedRows) hit.answer());
            if (opened == null) {
                return asked(asked, finding.turn(), null, live);
            }
            asked.text().sharedHit();
            return opened;
        } finally {
            finding.turn().end();
        }
    }

    private SharedTurns.Finding find(Asked asked, @Nullable Pauses pauses) throws SQLException {
        try {
            return others.find(asked, pauses);
        } catch (RuntimeException | LinkageError unexpected) {
            Events.once(Events.Event.ANSWER_NOT_REPLAYED, unexpected);
            return SharedTurns.Finding.NOTHING;
        }
    }

    /**
     * Asks the database, and keeps the answer if nothing changed meanwhile. Returns the driver's own ResultSet.
     *
     * @param turn among the processes that ask the same, until the answer is where they find it
     * @param unserved the answer that would have been served, to be compared with the database's; null if there is none
     */
    private @Nullable ResultSet asked(
            Asked asked, Turn turn, Lookup.@Nullable Hit unserved, SqlCall<@Nullable ResultSet> live)
            throws SQLException {
        boolean begins = transaction.status() == TransactionStatus.IDLE;
        transaction.statementStarts();
        statementStarts();
        Dependencies dependencies =
                database.clocks().dependenciesOn(asked.proof().reads().tables());
        // Taken before the query runs: rows that a concurrent commit outdates while we read must look older than it.
        Stamp snapshot = transaction.snapshot().stamp();
        Stamp start = asked.start().stamp();
        Stamp stamp = snapshot != null && snapshot.position() < start.position() ? snapshot : start;
        Pending pending = new Pending(
                stamp,
                others.place(asked),
                turn,
                asked.proof().reads().tables(),
                dependencies,
                transaction.snapshot().nanos(asked.start().nanos()),
                unserved);
        long sentAt = System.nanoTime();
        SqlCall<@Nullable ResultSet> sent =
                () -> transaction.reading(() -> transaction.snapshot().sent(live));
        if (dependencies.areChanging()) {
            ResultSet result = sent.run();
            asked.text().bypassed(BypassReason.TABLE_CHANGING);
            return result;
        }
        ResultSet result = asked(asked, begins, pending, sent);
        long took = System.nanoTime() - sentAt;
        asked.text().took(took);
        others.ran(asked, took);
        return result;
    }

    private @Nullable ResultSet asked(Asked asked, boolean begins, Pending pending, SqlCall<@Nullable ResultSet> sent)
            throws SQLException {
        return switch (asked.proof().next(session.identity(), begins)) {
            case KEEP -> kept(asked, sent.run(), pending);
            case PASS -> notKept(asked, sent.run());
            case OBSERVE ->
                observed == null
                        ? notKept(asked, sent.run())
                        : proven(asked, observed.run(asked.statement(), sent), begins, pending);
        };
    }

    private @Nullable ResultSet kept(Asked asked, @Nullable ResultSet result, Pending pending) {
        asked.text().miss();
        if (result != null) {
            keep(asked, result, pending);
        }
        return result;
    }

    private static @Nullable ResultSet notKept(Asked asked, @Nullable ResultSet result) {
        asked.text().miss();
        asked.text().notKept();
        return result;
    }

    private @Nullable ResultSet proven(
            Asked asked, ObservedReads.Observed observation, boolean begins, Pending pending) {
        ResultSet result = observation.result();
        if (observation.locked().isEmpty()) {
            return notKept(asked, result);
        }
        ReadSet reads =
                asked.proof().observe(session.identity(), observation.locked().get(), begins);
        if (reads.notCacheable().equals(Optional.of(BypassReason.READS_MORE))) {
            Events.once(Events.Event.READS_MORE, asked.read().template());
            asked.text().bypassed(BypassReason.READS_MORE);
            return result;
        }
        if (reads.notCacheable().isPresent() || transaction.hasWritten(reads.tables())) {
            return notKept(asked, result);
        }
        Dependencies all = database.clocks().dependenciesOn(reads.tables());
        return kept(asked, result, pending.dependingOn(reads.tables(), all));
    }

    /**
     * What is known before the rows are.
     *
     * @param place what the stamp is for other processes; null if they are not to have the answer
     * @param unserved the answer that would have been served; null if there is none
     */
    private record Pending(
            Stamp stamp,
            @Nullable SharedPlace place,
            Turn turn,
            Set<TableName> tables,
            Dependencies dependencies,
            long takenAt,
            Lookup.@Nullable Hit unserved) {
        /** The same, of a query that was seen to read other tables. */
        Pending dependingOn(Set<TableName> others, Dependencies all) {
            return new Pending(stamp, place, turn, others, all, takenAt, unserved);
        }
    }

    private void keep(Asked asked, ResultSet result, Pending pending) {
        // Another thread may have written on this connection, and may not commit.
        boolean written = transaction.writes() != asked.start().writes();
        if (written
                || !pending.dependencies().unchangedSince(pending.stamp())
                || !database.coordination().mayServe(System.nanoTime())) {
            asked.text().raceLost();
            return;
        }
        try {
            Optional<CapturedRows> captured = asked.question().anyParameter(BoundParameters::dependsOnClock)
                    ? Optional.empty()
                    : replay.capture(
                            result,
                            asked.statement(),
                            asked.form(),
                            wishes.maximumRows(asked.treatment()),
                            wishes.maximumBytes(asked.treatment()));
            if (captured.isEmpty()) {
                asked.text().notKept();
                return;
            }
            CapturedRows rows = captured.get();
            seen(asked, rows);
            Lookup.Hit unserved = pending.unserved();
            if (unserved != null) {
                ShadowCheck.judge(asked, unserved, rows, database.clocks().now());
            }
            if (asked.treatment().memory()) {
                Lookup.Hit hit = new Lookup.Hit(rows, pending.stamp(), pending.dependencies(), pending.takenAt());
                database.answers()
                        .store(asked.question(), hit, asked.treatment().priority());
            }
            if (asked.treatment().memory() || pending.place() != null) {
                asked.text().stored(rows.rowCount(), rows.sizeInBytes());
            }
            others.keep(asked, rows, pending.place(), pending.tables(), pending.turn());
        } catch (SQLException | RuntimeException | LinkageError unexpected) {
            Events.once(Events.Event.ANSWER_NOT_CAPTURED, unexpected);
            asked.text().notKept();
        }
    }

    private void seen(Asked asked, CapturedRows rows) throws SQLException {
        // Asked first: hardly ever is it so, and the text is read for the last one.
        if (transaction.snapshot().isAwaited()
                && rows.rowCount() > 0
                && RowsOfTables.areSure(asked.read(), asked.proof().reads().tables())) {
            transaction.snapshot().hasReadRows();
        }
    }

    private @Nullable ResultSet open(Asked asked, CapturedRows rows) throws SQLException {
        try {
            if (!replay.suits(rows, asked.statement())) {
                return null;
            }
            ResultSet replayed = replay.open(rows, asked.statement());
            servedRows = rows.rowCount();
            return replayed;
        } catch (SQLException | RuntimeException | LinkageError unexpected) {
            // Closed by the end of its last result: the driver says so when it is asked.
            if (!asked.statement().isClosed()) {
                Events.once(Events.Event.ANSWER_NOT_REPLAYED, unexpected);
            }
            return null;
        }
    }
}
