package io.larder.jdbc;

import io.larder.cache.SessionKey;
import io.larder.jdbc.database.SessionSnapshot;
import io.larder.sql.BypassReason;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one connection's session: its part of the key, its isolation level, and whether both must be read again.
 * Used by one thread at a time, as its connection is; fields are volatile for those who do otherwise.
 */
final class Session {
    /** More custom settings than this make sessions uncacheable rather than keys large. */
    private static final int MAXIMUM_CUSTOM_SETTINGS = 32;

    private final CachedDatabase database;
    private final Connection driverConnection;
    private volatile Known known;
    private volatile Optional<BypassReason> notCacheable;
    private volatile int isolation;
    private volatile boolean stale;
    private volatile boolean changedInTransaction;
    private volatile boolean vendorAccess;

    Session(CachedDatabase database, Connection driverConnection, SessionSnapshot first) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.known = new Known(database.sessionKey(first.key()), Set.of());
        this.notCacheable = first.notCacheable();
        this.isolation = first.isolation();
    }

    /**
     * The session's part of the key.
     *
     * @param settings the custom settings whose values are in it
     */
    private record Known(SessionKey key, Set<String> settings) {}

    /** Something may have changed settings: read them again before the next answer. */
    void touched(boolean inTransaction) {
        stale = true;
        // What a transaction sets may end with it (SET LOCAL, ROLLBACK).
        changedInTransaction |= inTransaction;
    }

    /** A user's own setting was changed by text: from now on it is part of every key. */
    void touchedCustomSetting(String name) {
        database.customSettings().add(name);
    }

    /** From now on these settings are part of every key: this session's is to be read again. */
    void mustKnow(Set<String> settings) {
        database.customSettings().addAll(settings);
        stale = true;
    }

    /** What was set since a savepoint goes back with it. */
    void savepointEnded() {
        stale |= changedInTransaction;
    }

    void transactionEnded() {
        if (changedInTransaction) {
            changedInTransaction = false;
            stale = true;
        }
    }

    /** The application holds the driver's own connection: what it does there cannot be seen. */
    void vendorAccess() {
        vendorAccess = true;
    }

    void isolation(int level) {
        isolation = level;
    }

    int isolation() {
        return isolation;
    }

    /** Returns whether nothing is known that speaks against caching. Asks nothing. */
    boolean isOrdinary() {
        return !vendorAccess && notCacheable.isEmpty();
    }

    /** Returns whether settings were touched since they were read. */
    boolean isStale() {
        return stale;
    }

    /** Returns why nothing of this session is cached; null if it may be. Asks the database if settings were touched. */
    @Nullable
    BypassReason whyNotCacheable() {
        if (vendorAccess) {
            return BypassReason.VENDOR_ACCESS;
        }
        if (stale && !readAgain()) {
            return BypassReason.SESSION_NOT_KNOWN;
        }
        return notCacheable.orElse(null);
    }

    /**
     * Returns the session's part of the key if it has the values of some settings, of which the text of a query need not
     * show anything; null if not. Only meaningful if nothing speaks against caching.
     */
    @Nullable
    SessionKey key(Set<String> settings) {
        Known now = known;
        return now.settings().containsAll(settings) ? now.key() : null;
    }

    /** Returns the session's part of the key as it was last read, whatever settings are in it: for no question of a cache. */
    SessionKey identity() {
        return known.key();
    }

    private boolean readAgain() {
        Set<String> settings = Set.copyOf(database.customSettings());
        if (settings.size() > MAXIMUM_CUSTOM_SETTINGS) {
            return false;
        }
        try {
            SessionSnapshot now = OwnTransaction.within(
                    driverConnection,
                    database.support().transactionStatus(driverConnection),
                    () -> database.support().readSession(driverConnection, settings));
            known = new Known(database.sessionKey(now.key()), settings);
            notCacheable = now.notCacheable();
            isolation = now.isolation();
            stale = false;
            return true;
        } catch (SQLException | RuntimeException unreadable) {
            Events.once(Events.Event.SESSION_UNREADABLE, unreadable);
            return false;
        }
    }
}
