package io.larder.jdbc.statement;

import io.larder.invalidation.Stamp;
import io.larder.jdbc.cache.Allowances;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.transaction.TransactionByText;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Console;
import io.larder.sql.StatementPlan.Opaque;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.SessionChange;
import io.larder.sql.StatementPlan.TransactionControl;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.StatementPlanner;
import io.larder.sql.UsedNames;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides, for each statement of one connection, which way it goes: from the cache, as a write, or straight through. */
public final class StatementRunner {
    private static final Opaque UNREADABLE = new Opaque("the session reads string literals by other rules");
    private static final Opaque NO_TEXT = new Opaque("no text");

    private final CachedDatabase database;
    private final StatementPlanner planner;
    private final long privilegeAge;
    private final Connection driverConnection;
    private final Session session;
    private final TransactionScope transaction;
    private final TransactionByText byText;
    private final @Nullable ReadPath reads;
    private final Admission admission;
    private final Forecasts forecasts;
    private final Wishes wishes;
    private final Queries queries;

    /**
     * @param allowances what the user allows
     * @param replay how answers are replayed; empty if they cannot be
     * @param wishes what the user wants of all this
     */
    public StatementRunner(
            CachedDatabase database,
            Allowances allowances,
            Connection driverConnection,
            Session session,
            TransactionScope transaction,
            Optional<Replay> replay,
            Wishes wishes) {
        this.database = database;
        this.planner = database.planner(allowances.functions());
        this.privilegeAge = allowances.privilegeAgeNanos();
        this.driverConnection = driverConnection;
        this.session = session;
        this.transaction = transaction;
        this.byText = new TransactionByText(database, session, transaction);
        ObservedReads observed = database.support()
                .lockTable()
                .map(locks -> new ObservedReads(locks, database.support(), driverConnection, transaction))
                .orElse(null);
        this.wishes = wishes;
        this.reads = wishes.mode() == CacheMode.CACHE
                ? replay.map(exact -> new ReadPath(database, session, transaction, wishes, exact, observed))
                        .orElse(null)
                : null;
        this.admission = new Admission(database, driverConnection, session, transaction, privilegeAge);
        DryRun dryRun = wishes.mode() == CacheMode.OBSERVE
                ? new DryRun(database, session, transaction, admission, replay.orElse(null), wishes, privilegeAge)
                : null;
        this.forecasts = new Forecasts(database, session, transaction, admission, wishes, privilegeAge, reads != null);
        this.queries = new Queries(
                database, session, transaction, privilegeAge, admission, wishes, reads, dryRun, this::straight);
    }

    /** Returns who says what would become of a statement. */
    public Forecasts forecasts() {
        return forecasts;
    }

    /** Returns what the user wants for the queries of this connection. */
    public Wishes wishes() {
        return wishes;
    }

    /** Returns what is known of a text: that it may do anything, if the session reads it by rules of its own. */
    public StatementPlan plan(@Nullable String sql) {
        if (sql == null) {
            return NO_TEXT;
        }
        // Whoever had the server's session before may have changed what a backslash means.
        boolean readable =
                database.support().lexesByTheBook(driverConnection) && !(session.isShared() && sql.indexOf('\\') >= 0);
        return readable ? planner.plan(sql) : UNREADABLE;
    }

    /** Returns the rows of a statement that is expected to give some, from the cache if they are there. */
    @Nullable
    public ResultSet query(StatementPlan plan, Asker asker, SqlCall<@Nullable ResultSet> live) throws SQLException {
        return plan instanceof Read read
                ? queries.query(read, asker, true, live)
                : run(plan, Execution.STATEMENT, live);
    }

    private @Nullable ResultSet straight(Read read, SqlCall<@Nullable ResultSet> live) throws SQLException {
        return run(read, Execution.STATEMENT, live);
    }

    /** A statement with what is bound to it. */
    public record Asker(Statement driverStatement, StatementSettings settings, BoundParameters parameters) {}

    /** What is executed. */
    public enum Execution {
        /** One statement, while nothing else goes on on the connection. */
        STATEMENT,
        /** What does the same, by another call of the driver's, which may have begun before. */
        DRIVER_CALL,
        /** Several statements, of which some may be done in autocommit mode when one fails. */
        BATCH
    }

    /** Runs a statement in the database, with all that its effects demand. */
    public <T extends @Nullable Object> T run(StatementPlan plan, Execution execution, SqlCall<T> live)
            throws SQLException {
        if (plan == NO_TEXT || driverConnection.isClosed()) {
            // It is refused before it is sent, and the driver says how.
            return live.run();
        }
        if (execution == Execution.STATEMENT
                && (plan instanceof Read || plan instanceof Write || plan instanceof Opaque)) {
            // What nothing is known of counts as a write of everything, to all processes. For a query this
            // is the second look: the schema may have come into doubt after the first.
            admission.lookAtSchema(plan);
        }
        afterServedQuery(plan);
        if (plan instanceof Read || plan instanceof Write) {
            if (takesNoSnapshot(plan)) {
                return live.run();
            }
            // Before the schema is asked: what changes it meanwhile must look newer.
            Stamp knownAt = database.clocks().now();
            Change change = effectOf(plan);
            return plan instanceof Read && change.equals(Change.EVERY_ROW)
                    ? transaction.touchingSettings(() -> transaction.unknownRead(knownAt, live))
                    : effective(change, knownAt, execution, live);
        }
        if (plan instanceof Console) {
            // What the database gets are rows of constants, or a text that it refuses.
            return effective(Change.NOTHING, database.clocks().now(), execution, live);
        }
        if (plan instanceof TransactionControl control) {
            return byText.run(control, live);
        }
        if (plan instanceof SessionChange change) {
            return settingChange(change, live);
        }
        if (plan instanceof Opaque opaque) {
            boolean alone = opaque.commits() == Opaque.Commits.NEVER && execution == Execution.STATEMENT;
            return mayCommit(plan) ? transaction.unknown(live) : transaction.unproven(alone, live);
        }
        throw new AssertionError(plan);
    }

    /**
     * SHOW, LISTEN, LOCK and the like open a transaction without taking its snapshot. Who goes on to ask in it has a
     * transaction of which the snapshot is not known.
     */
    private static boolean takesNoSnapshot(StatementPlan plan) {
        return plan instanceof Read read
                && read.tables().isEmpty()
                && read.names().equals(UsedNames.NONE)
                && read.notCacheable().equals(Optional.of(BypassReason.NOT_A_QUERY));
    }

    private Change effectOf(StatementPlan plan) {
        if (plan instanceof Write write) {
            return session.schema().effectOf(write, System.nanoTime(), privilegeAge);
        }
        return plan instanceof Read read
                ? session.schema().effectOf(read, System.nanoTime(), privilegeAge)
                : Change.EVERYTHING;
    }

    /** Returns whether a statement is known to write nothing. */
    public boolean changesNothing(StatementPlan plan) {
        return plan instanceof Read && effectOf(plan).isNothing();
    }

    private void afterServedQuery(StatementPlan plan) {
        int rows = reads == null ? ReadPath.NONE_SERVED : reads.statementStarts();
        if (rows != ReadPath.NONE_SERVED && database.support().asksAboutLastStatement(plan)) {
            try {
                database.support().afterServedQuery(driverConnection, rows);
            } catch (SQLException lost) {
                // The application's own statement will be told.
            }
        }
    }

    /** Runs a batch of such statements; if one fails, others may have been committed. */
    public <T> T runBatch(Collection<StatementPlan> plans, SqlCall<T> live) throws SQLException {
        if (driverConnection.isClosed()) {
            return live.run();
        }
        plans.forEach(this::afterServedQuery);
        Stamp knownAt = database.clocks().now();
        Change change = Change.NOTHING;
        for (StatementPlan plan : plans) {
            change = change.and(effectOf(plan));
            if (mayCommit(plan)) {
                return transaction.unknown(live);
            }
        }
        return effective(change, knownAt, Execution.BATCH, live);
    }

    /** Runs what may change anything. */
    public <T> T unknown(SqlCall<T> live) throws SQLException {
        if (reads != null) {
            reads.statementStarts();
        }
        return driverConnection.isClosed() ? live.run() : transaction.unknown(live);
    }

    /** Whether it may commit inside a transaction. */
    private static boolean mayCommit(StatementPlan plan) {
        return plan instanceof Opaque opaque
                ? opaque.commits() == Opaque.Commits.MAYBE
                : !(plan instanceof Read || plan instanceof Write);
    }

    private <T extends @Nullable Object> T effective(Change change, Stamp knownAt, Execution execution, SqlCall<T> live)
            throws SQLException {
        if (change.changesSchema()) {
            // Code of users runs: it may change settings, too.
            return transaction.unproven(execution == Execution.STATEMENT, live);
        }
        boolean atomic = execution != Execution.BATCH;
        // While the schema is not known, code of users may run unnoticed.
        return change.equals(Change.EVERY_ROW)
                ? transaction.touchingSettings(() -> transaction.write(change, knownAt, atomic, live))
                : transaction.write(change, knownAt, atomic, live);
    }

    private <T extends @Nullable Object> T settingChange(SessionChange change, SqlCall<T> live) throws SQLException {
        byText.settingStarts(change.setting());
        try {
            T result = live.run();
            // Not before: a name that the database refuses cannot be asked for, and would end caching for all sessions.
            change.setting().filter(name -> name.indexOf('.') >= 0).ifPresent(session::touchedCustomSetting);
            return result;
        } finally {
            byText.settingChanged(change.setting());
        }
    }

    /** A statement was cancelled, which need not have reached the database. */
    public void cancelled(Statement driverStatement) {
        queries.cancelled(driverStatement);
    }

    /** The connection is being closed, or all that it does is cancelled: nobody waits on it any longer. */
    public void releaseWaiting() {
        queries.releaseWaiting();
    }

    /** A transaction has ended: the one moment at which a connection without autocommit can read the schema. */
    public void transactionEnded() throws SQLException {
        if (session.schema().wantsLoading(System.nanoTime(), privilegeAge)) {
            // It ends in a rollback: not of what another thread has written meanwhile.
            transaction.whileIdle(session::lookAtSchema);
        }
    }
}
