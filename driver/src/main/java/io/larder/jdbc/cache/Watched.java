package io.larder.jdbc.cache;

import io.larder.sql.BypassReason;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one query, for who asks it to see just that. Costs nothing where an answer comes from memory, and a look at
 * the thread where it does not.
 */
public final class Watched {
    private static final ThreadLocal<@Nullable Watched> OF_THIS_THREAD = new ThreadLocal<>();

    private Outcome outcome = Outcome.IN_MEMORY;
    private @Nullable BypassReason reason;

    private Watched() {}

    /** What can become of a query. */
    public enum Outcome {
        /** Nobody had to be asked. */
        IN_MEMORY,
        FOUND_IN_REDIS,
        STORED,
        /** A table changed meanwhile. */
        RACE_LOST,
        /** Because of what it is: too large, or not to be replayed exactly. */
        NOT_KEPT,
        /** The database was asked without looking for an answer. */
        BYPASSED
    }

    /**
     * What became of it.
     *
     * @param reason why the database was asked without looking for an answer; empty otherwise
     */
    public record Result(Outcome outcome, Optional<BypassReason> reason) {}

    /** Runs a query on this thread, and returns what became of it. */
    public static Result run(SqlCall<?> query) throws SQLException {
        Watched watched = new Watched();
        OF_THIS_THREAD.set(watched);
        try {
            query.run();
        } finally {
            OF_THIS_THREAD.remove();
        }
        return new Result(watched.outcome, Optional.ofNullable(watched.reason));
    }

    static void told(Outcome outcome) {
        Watched watched = OF_THIS_THREAD.get();
        if (watched != null) {
            watched.outcome = outcome;
        }
    }

    static void bypassed(BypassReason reason) {
        Watched watched = OF_THIS_THREAD.get();
        if (watched != null) {
            watched.outcome = Outcome.BYPASSED;
            watched.reason = reason;
        }
    }
}
