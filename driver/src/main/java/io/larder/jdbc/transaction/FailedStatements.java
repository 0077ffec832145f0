package io.larder.jdbc.transaction;

import io.larder.invalidation.Announcement;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Events;
import io.larder.jdbc.cache.SqlCall;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** What becomes of the announcement of a statement or COMMIT that failed. */
public final class FailedStatements {
    private final CachedDatabase database;
    private final Connection driverConnection;
    private final Duration orphanHold;

    FailedStatements(CachedDatabase database, Connection driverConnection, Duration orphanHold) {
        this.database = database;
        this.driverConnection = driverConnection;
        this.orphanHold = orphanHold;
    }

    void refused(Announcement announcement, boolean atomic, SQLException failure) {
        boolean unknown = database.support().outcomeUnknown(failure);
        if (atomic && !unknown) {
            announcement.rolledBack();
        } else if (!unknown || isOver(failure)) {
            // Part of it may have taken effect, and no more will: half of a batch, say.
            announcement.committed();
        } else {
            outcomeUnknown(announcement);
        }
    }

    /** Returns whether the database has answered, so that nothing of what failed can take effect later. */
    private boolean isOver(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && !state.startsWith("08") && SqlCall.known(() -> !driverConnection.isClosed());
    }

    void outcomeUnknown(Announcement announcement) {
        outcomeUnknown(announcement, orphanHold);
    }

    /** It may take effect until the hold is over, and counts as committed then. */
    public static void outcomeUnknown(Announcement announcement, Duration orphanHold) {
        Events.once(Events.Event.OUTCOME_UNKNOWN, "tables stay uncached for " + orphanHold);
        CompletableFuture<Void> unused = announcement.outcomeUnknown(orphanHold);
    }
}
