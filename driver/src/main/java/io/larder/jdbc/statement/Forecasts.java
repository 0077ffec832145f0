package io.larder.jdbc.statement;

import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.BypassReason;
import io.larder.sql.Change;
import io.larder.sql.StatementPlan;
import io.larder.sql.StatementPlan.Read;
import io.larder.sql.StatementPlan.Write;
import io.larder.sql.UsedNames;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says what would become of a statement of one connection, by the rules by which {@code StatementRunner} decides, and in
 * their order. Runs none of it, but may read session and schema, as running it would.
 */
public final class Forecasts {
    /** A query that nothing in its text speaks against. */
    private static final Read ANY_QUERY = new Read("", 0, Set.of(), UsedNames.NONE, Optional.empty());

    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final Admission admission;
    private final long privilegeAge;
    private final @Nullable BypassReason always;

    /**
     * @param privilegeAge in nanoseconds, of the latest look at the schema
     * @param always why nothing is ever cached here; null if something may be
     */
    Forecasts(
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            Admission admission,
            long privilegeAge,
            @Nullable BypassReason always) {
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.admission = admission;
        this.privilegeAge = privilegeAge;
        this.always = always;
    }

    /** Returns why no query whatever would be looked for; empty if nothing but their texts speaks against it. */
    public Optional<BypassReason> whyNone(Statement driverStatement) throws SQLException {
        return Optional.ofNullable(
                always != null ? always : admission.whyNotCacheable(ANY_QUERY, driverStatement, System.nanoTime()));
    }

    /** @param driverStatement by which it would be run */
    public Forecast of(StatementPlan plan, Statement driverStatement) throws SQLException {
        long now = admission.lookAtSchema(plan);
        if (plan instanceof Read read) {
            return of(read, driverStatement, now);
        }
        boolean harmless =
                plan instanceof StatementPlan.TransactionControl || plan instanceof StatementPlan.SessionChange;
        Change effect = plan instanceof Write write
                ? session.schema().effectOf(write, now, privilegeAge)
                : harmless ? Change.NOTHING : Change.EVERYTHING;
        return new Forecast(plan, effect, Optional.empty(), Optional.empty(), Optional.empty(), model(now));
    }

    private Forecast of(Read read, Statement driverStatement, long now) throws SQLException {
        BypassReason reason = always != null ? always : admission.whyNotCacheable(read, driverStatement, now);
        ReadSet reads = session.schema().proof(read, now, privilegeAge).reads();
        if (reason == null) {
            reason = whyNotCacheable(reads);
        }
        return new Forecast(
                read,
                session.schema().effectOf(read, now, privilegeAge),
                Optional.ofNullable(reason),
                Optional.of(reads),
                Optional.ofNullable(session.key(reads.settings())),
                model(now));
    }

    private @Nullable BypassReason whyNotCacheable(ReadSet reads) throws SQLException {
        BypassReason reason = reads.notCacheable().orElse(null);
        if (reason == null && session.key(reads.settings()) == null) {
            reason = admission.whyNotKnown(reads.settings());
        }
        if (reason == null && transaction.hasWritten(reads.tables())) {
            return BypassReason.TRANSACTION_HAS_WRITTEN;
        }
        boolean changing = reason == null
                && database.clocks().dependenciesOn(reads.tables()).areChanging();
        return changing ? BypassReason.TABLE_CHANGING : reason;
    }

    private Optional<SchemaModel> model(long now) {
        return session.schema().model(now, privilegeAge);
    }
}
