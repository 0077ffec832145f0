package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.cache.shared.SharedStamp;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SharedTier;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.statement.ReadPath.Asked;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.TableName;
import java.sql.SQLException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which queries of one connection are answered from what other processes have kept, and which answers they are given. */
final class SharedReads {
    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope transaction;
    private final Replay replay;

    SharedReads(CachedDatabase database, Session session, TransactionScope transaction, Replay replay) {
        this.database = database;
        this.session = session;
        this.transaction = transaction;
        this.replay = replay;
    }

    /** Returns an answer that another process has kept, and keeps it here as well; null if there is none that holds. */
    Lookup.@Nullable Hit find(Asked asked) throws SQLException {
        SharedTier tier = tier();
        SharedTier.Key key = tier == null ? null : key(tier, asked);
        Lookup.Hit hit = tier == null || key == null ? null : tier.find(key);
        if (hit == null || !hit.holds(System.nanoTime(), asked.maximumAgeNanos())) {
            return null;
        }
        database.answers().store(asked.question(), hit);
        return hit;
    }

    /** Returns where in the order of all changes a query begins that is about to be sent; null if it is not to be shared. */
    @Nullable
    SharedStamp place() throws SQLException {
        SharedTier tier = tier();
        return tier == null ? null : tier.now();
    }

    /** The database has answered a query in some time. */
    void ran(Asked asked, long nanos) {
        SharedTier tier = database.sharedTier();
        if (tier != null) {
            tier.ran(asked.read().template(), nanos);
        }
    }

    /** Gives an answer to the others that began at a place. */
    void keep(Asked asked, CapturedRows rows, @Nullable SharedStamp place, Set<TableName> tables) throws SQLException {
        SharedTier tier = place == null ? null : tier();
        SharedTier.Key key = tier == null ? null : key(tier, asked);
        if (tier != null && key != null && place != null) {
            tier.keep(key, rows, place, tables);
        }
    }

    /** Returns the answers of others; null if they are none for this transaction: it sees its snapshot, which is its own. */
    private @Nullable SharedTier tier() throws SQLException {
        SharedTier tier = database.sharedTier();
        boolean ordinary = tier != null
                && session.sharesAnswers()
                && transaction.snapshot().stamp() == null
                && !transaction.snapshot().isAwaited();
        return ordinary ? tier : null;
    }

    private SharedTier.@Nullable Key key(SharedTier tier, Asked asked) {
        return tier.key(
                asked.question(),
                asked.read().template(),
                asked.proof().reads().tables(),
                replay.codec(),
                session.schema());
    }
}
