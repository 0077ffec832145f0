package io.larder.jdbc.cache;

import io.larder.cache.SessionKey;
import io.larder.invalidation.Oddity;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.jdbc.rules.Treatment;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection's session: its part of the key, its isolation level, and whether both must be read again.
 * Used by one thread at a time, as its connection is; fields are volatile for those who do otherwise.
 */
public final class Session {
    /** More custom settings than this make sessions uncacheable rather than keys large. */
    private static final int MAXIMUM_CUSTOM_SETTINGS = 32;

    private final CachedDatabase database;
    private final Connection driverConnection;
    private final Allowances allowances;
    private volatile Known known;
    private volatile Set<BypassReason> where;
    private volatile @Nullable BypassReason notCacheable;
    private volatile int isolation;
    private volatile Schema schema;
    /** Of the schema, before the session was read. */
    private volatile int edition;

    private volatile boolean stale;
    private volatile boolean changedInTransaction;
    private volatile boolean vendorAccess;

    /** @param first as it was when the connection was looked at */
    public Session(CachedDatabase database, Connection driverConnection, SessionSnapshot first, Allowances allowances) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.allowances = allowances;
        this.known = new Known(database.sessionKey(first.key()), Set.of());
        this.where = first.onlyIfAllowed();
        this.notCacheable = allowances.whyNotCacheable(first);
        this.isolation = first.isolation();
        this.schema = database.schemaOf(first, allowances.functions());
        this.edition = schema.edition();
    }

    /** Returns the schema as this session's user sees it, with the rights that he has. */
    public Schema schema() {
        return schema;
    }

    /** Returns whether the schema is known to have none of these. */
    public boolean schemaHasNone(Oddity... oddities) {
        return schema.hasNone(System.nanoTime(), allowances.privilegeAgeNanos(), oddities);
    }

    /** Returns the age after which answers to a query are not good enough for this session, in nanoseconds. */
    public long maximumAgeNanos(Treatment treatment) {
        long age = treatment.ageNanos(allowances.ageNanos());
        return where.contains(BypassReason.STANDBY) ? Math.min(age, allowances.standbyAgeNanos()) : age;
    }

    /** Returns whether its answers are those of all processes: what a standby says is good for as long as the user allows. */
    public boolean sharesAnswers() {
        return !where.contains(BypassReason.STANDBY);
    }

    /** Returns whether it is known which database this is. */
    public boolean isPlaced() {
        return schema.isPlaced();
    }

    /** Returns whether the server's session may have been another client's, with settings that are not known here. */
    public boolean isShared() {
        return where.contains(BypassReason.POOLER);
    }

    /**
     * The session's part of the key.
     *
     * @param settings the custom settings whose values are in it
     */
    private record Known(SessionKey key, Set<String> settings) {}

    /** Something may have changed settings: read them again before the next answer. */
    public void touched(boolean inTransaction) {
        stale = true;
        // What a transaction sets may end with it (SET LOCAL, ROLLBACK).
        changedInTransaction |= inTransaction;
    }

    /** A user's own setting was changed by text: from now on it is part of every key. */
    public void touchedCustomSetting(String name) {
        database.customSettings().add(name);
    }

    /** From now on these settings are part of every key: this session's is to be read again. */
    public void mustKnow(Set<String> settings) {
        database.customSettings().addAll(settings);
        stale = true;
    }

    /** What was set since a savepoint goes back with it. */
    public void savepointEnded() {
        stale |= changedInTransaction;
    }

    /** What the transaction has set may have ended with it. */
    public void transactionEnded() {
        if (changedInTransaction) {
            changedInTransaction = false;
            stale = true;
        }
    }

    /** The application holds the driver's own connection: what it does there cannot be seen. */
    public void vendorAccess() {
        vendorAccess = true;
    }

    /** The level was set. */
    public void isolation(int level) {
        isolation = level;
    }

    /** Returns the level, a constant of {@link Connection}. */
    public int isolation() {
        return isolation;
    }

    /** Returns whether nothing is known that speaks against caching. Asks nothing. */
    public boolean isOrdinary() {
        return !vendorAccess && notCacheable == null;
    }

    /** Returns whether settings were touched since they were read, here or for all sessions of the server. */
    public boolean isStale() {
        return stale || edition != schema.edition();
    }

    /** Returns why nothing of this session is cached; null if it may be. Asks the database if settings were touched. */
    @Nullable
    public BypassReason whyNotCacheable() {
        if (vendorAccess) {
            return BypassReason.VENDOR_ACCESS;
        }
        if (isStale() && !readAgain()) {
            return BypassReason.SESSION_NOT_KNOWN;
        }
        return notCacheable;
    }

    /**
     * Returns the session's part of the key if it has the values of some settings, of which the text of a query need not
     * show anything; null if not. Only meaningful if nothing speaks against caching.
     */
    @Nullable
    public SessionKey key(Set<String> settings) {
        Known now = known;
        return now.settings().containsAll(settings) ? now.key() : null;
    }

    /** Returns the session's part of the key as it was last read, whatever settings are in it: for no question of a cache. */
    public SessionKey identity() {
        return known.key();
    }

    /** Looks at the schema between two transactions, as the user sees it whom the session has now. */
    public void lookAtSchema() {
        try {
            // Past Larder it may have become another user's, or another server's, of which the schema is another one.
            boolean known = !vendorAccess && !isShared() && !isStale();
            if (known || OwnTransaction.run(driverConnection, this::readAgain)) {
                schema.load(driverConnection);
            }
        } catch (SQLException lost) {
            // The application's own statement will be told.
        }
    }

    private boolean readAgain() {
        Set<String> settings = Set.copyOf(database.customSettings());
        if (settings.size() > MAXIMUM_CUSTOM_SETTINGS) {
            return false;
        }
        try {
            int before = schema.edition();
            SessionSnapshot now = OwnTransaction.within(
                    driverConnection,
                    database.support().transactionStatus(driverConnection),
                    () -> database.support().readSession(driverConnection, settings));
            known = new Known(database.sessionKey(now.key()), settings);
            where = now.onlyIfAllowed();
            notCacheable = allowances.whyNotCacheable(now);
            isolation = now.isolation();
            stale = false;
            follow(database.schemaOf(now, allowances.functions()), before);
            return true;
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SESSION_UNREADABLE, unreadable);
            return false;
        }
    }

    /** What can be seen of a schema depends on user and role on some databases. */
    private void follow(Schema now, int before) {
        edition = now == schema ? before : now.edition();
        schema = now;
    }
}
