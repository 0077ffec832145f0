package io.larder.jdbc.statement;

import io.larder.cache.Lookup;
import io.larder.cache.shared.Turn;
import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.ConcurrentMisses.Waiting.Pauses;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SharedPlace;
import io.larder.jdbc.cache.SharedTier;
import io.larder.jdbc.cache.SharedTurns;
import io.larder.jdbc.database.CapturedRows;
import io.larder.jdbc.database.Replay;
import io.larder.jdbc.statement.ReadPath.Asked;
import io.larder.jdbc.transaction.TransactionScope;
import io.larder.sql.TableName;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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

    /**
     * Returns an answer that another process has kept, if there is one that holds, and keeps it here as well.
     *
     * @param pauses by which it may wait for another process; null if it may not
     */
    SharedTurns.Finding find(Asked asked, @Nullable Pauses pauses) throws SQLException {
        SharedTier tier = asked.treatment().redis() ? tier() : null;
        SharedTier.Key key =
                tier == null ? null : key(tier, asked, session.schema().version());
        if (tier == null || key == null) {
            return SharedTurns.Finding.NOTHING;
        }
        int timeout = pauses == null ? 0 : asked.statement().getQueryTimeout();
        SharedTurns.Finding finding = tier.find(
                key, asked.start().stamp(), timeout == 0 ? Long.MAX_VALUE : TimeUnit.SECONDS.toNanos(timeout), pauses);
        Lookup.Hit hit = finding.hit();
        if (hit == null || !hit.holds(System.nanoTime(), asked.maximumAgeNanos())) {
            return new SharedTurns.Finding(null, finding.turn());
        }
        if (asked.treatment().memory()) {
            database.answers().store(asked.question(), hit, asked.treatment().priority());
        }
        return finding;
    }

    /** Returns how long {@link #find} may take, in nanoseconds. */
    long patience() {
        SharedTier tier = database.sharedTier();
        return tier == null ? 0 : tier.patienceNanos();
    }

    /** Returns where a query begins that is about to be sent; null if its answer is not to be shared. */
    @Nullable
    SharedPlace place(Asked asked) throws SQLException {
        SharedTier tier = asked.treatment().redis() ? tier() : null;
        return tier == null ? null : tier.place(session.schema().version());
    }

    /** The database has answered a query in some time. */
    void ran(Asked asked, long nanos) {
        SharedTier tier = database.sharedTier();
        if (tier != null) {
            tier.ran(asked.read().template(), nanos);
        }
    }

    /** Gives an answer to the others that began at a place. */
    void keep(Asked asked, CapturedRows rows, @Nullable SharedPlace place, Set<TableName> tables, Turn turn)
            throws SQLException {
        SharedTier tier = place == null ? null : tier();
        SharedTier.Key key = tier == null || place == null ? null : key(tier, asked, Optional.of(place.version()));
        if (tier != null && key != null && place != null) {
            Duration ttl = Duration.ofNanos(asked.maximumAgeNanos());
            tier.keep(key, rows, place, session.schema().version(), tables, ttl, turn);
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

    private SharedTier.@Nullable Key key(SharedTier tier, Asked asked, Optional<String> version) {
        return tier.key(
                asked.question(), asked.read().template(), asked.proof().reads().tables(), replay.codec(), version);
    }
}
