package io.larder.jdbc.statement;

import io.larder.invalidation.ReadSet;
import io.larder.invalidation.SchemaModel;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.ReadProof;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.config.CacheMode;
import io.larder.jdbc.rules.Treatment;
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
    private final Wishes wishes;
    private final boolean reads;

    /**
     * @param privilegeAge in nanoseconds, of the latest look at the schema
     * @param reads whether anything is ever looked for here
     */
    Forecasts(
            CachedDatabase database,
            Session session,
            TransactionScope transaction,
            Admission admission,
            Wishes wishes,
            long privilegeAge,
            boolean reads) {
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.admission = admission;
        this.privilegeAge = privilegeAge;
        this.wishes = wishes;
        this.reads = reads;
    }

    /** Returns why no query whatever would be looked for; empty if nothing but their texts speaks against it. */
    public Optional<BypassReason> whyNone(Statement driverStatement) throws SQLException {
        return Optional.ofNullable(whyNot(ANY_QUERY, driverStatement, System.nanoTime()));
    }

    private @Nullable BypassReason whyNot(Read read, Statement driverStatement, long now) throws SQLException {
        if (!reads && wishes.mode() == CacheMode.CACHE) {
            return BypassReason.DATABASE_NOT_SUPPORTED;
        }
        return reads && wishes.isCaching()
                ? admission.whyNotCacheable(read, driverStatement, now)
                : BypassReason.CACHING_OFF;
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
        return new Forecast(
                plan, effect, Optional.empty(), Optional.empty(), Optional.empty(), Treatment.AS_USUAL, model(now));
    }

    private Forecast of(Read read, Statement driverStatement, long now) throws SQLException {
        BypassReason reason = whyNot(read, driverStatement, now);
        ReadProof proof = session.schema().proof(read, now, privilegeAge);
        Treatment treatment = wishes.asFarAsIsKnown(read, proof, now);
        if (reason == null) {
            reason = whyNotCacheable(proof, treatment);
        }
        ReadSet tables = proof.reads();
        return new Forecast(
                read,
                session.schema().effectOf(read, now, privilegeAge),
                Optional.ofNullable(reason),
                Optional.of(tables),
                Optional.ofNullable(session.key(tables.settings())),
                treatment,
                model(now));
    }

    private @Nullable BypassReason whyNotCacheable(ReadProof proof, Treatment treatment) throws SQLException {
        ReadSet found = proof.reads();
        BypassReason reason = found.notCacheable().orElse(null);
        if (reason == null && session.key(found.settings()) == null) {
            reason = admission.whyNotKnown(found.settings());
        }
        if (reason == null) {
            reason = Admission.whyNotWanted(proof, treatment);
        }
        if (reason == null && transaction.hasWritten(found.tables())) {
            return BypassReason.TRANSACTION_HAS_WRITTEN;
        }
        boolean changing = reason == null
                && database.clocks().dependenciesOn(found.tables()).areChanging();
        return changing ? BypassReason.TABLE_CHANGING : reason;
    }

    private Optional<SchemaModel> model(long now) {
        return session.schema().model(now, privilegeAge);
    }
}
