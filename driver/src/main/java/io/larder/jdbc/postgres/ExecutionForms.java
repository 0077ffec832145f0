package io.larder.jdbc.postgres;

import io.larder.jdbc.database.NextExecution;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.CachedQuery;
import org.postgresql.core.Query;
import org.postgresql.jdbc.PgStatement;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Whether pgjdbc will get the answer of a statement's next execution in text or in binary. Several getters tell which, so
 * that an answer from the cache must have the form that this execution would have had. Stateless; thread-safe.
 *
 * <p>The rules are those of PgStatement.executeInternal and isOneShotQuery and of QueryExecutorImpl.sendParse and sendBind,
 * equal in pgjdbc 42.2.29 to 42.7.14. Binary is only asked for if the columns are known when the execution begins, and they
 * are known of a text that the server has prepared under a name, for parameters of the types bound now, and that was
 * executed since. The execution whose number reaches the prepare threshold gives the text its name. All statements of one
 * text on one connection count together, in the driver's CachedQuery.
 *
 * <p>An execution that leaves the driver's text as it was, but for that number, may be replaced by an answer from the cache,
 * which then counts in its place. The few others (those that name the text, or prepare it anew because the types of
 * parameters changed or because everything was deallocated) always reach the driver. So the driver is at any time where
 * it would be without the cache.
 */
final class ExecutionForms {
    static final String IN_TEXT = "text";
    static final String IN_BINARY = "binary";

    private static final NextExecution TEXT = new NextExecution(IN_TEXT, true);
    private static final NextExecution BINARY = new NextExecution(IN_BINARY, true);
    private static final NextExecution PREPARING_TEXT = new NextExecution(IN_TEXT, false);
    private static final NextExecution PREPARING_BINARY = new NextExecution(IN_BINARY, false);

    private ExecutionForms() {}

    /** Returns what the next execution would give; null if that cannot be said. */
    static @Nullable NextExecution next(Statement driverStatement) throws SQLException {
        PgStatement statement = driverStatement.unwrap(PgStatement.class);
        BaseConnection connection = (BaseConnection) statement.getConnection();
        PreferQueryMode mode = connection.getPreferQueryMode();
        if (mode == PreferQueryMode.SIMPLE) {
            return TEXT;
        }
        if (PreparedMembers.isPrepared(statement)) {
            Query query = PreparedMembers.cachedQuery(statement).query;
            return PreparedMembers.isSimple(query) ? next(statement, query, connection) : null;
        }
        return switch (mode) {
            case SIMPLE, EXTENDED_FOR_PREPARED -> TEXT;
            // A text of its own at each execution.
            case EXTENDED -> PreparedMembers.forcesBinary(statement) ? BINARY : TEXT;
            // Counts by its text, which is not known here.
            case EXTENDED_CACHE_EVERYTHING -> null;
        };
    }

    private static NextExecution next(PgStatement statement, Query query, BaseConnection connection) {
        boolean named = PreparedMembers.isNamed(query);
        boolean forced = PreparedMembers.forcesBinary(statement);
        if (forced && !query.isStatementDescribed()) {
            return PREPARING_BINARY;
        }
        if (named && PreparedMembers.isPreparedAsBound(query, statement, connection.getQueryExecutor())) {
            return PreparedMembers.knowsColumns(query) ? BINARY : PREPARING_TEXT;
        }
        boolean prepares = named || forced || reachesThreshold(statement);
        // What a description or an earlier name has left behind ends with the next execution.
        boolean clears = query.isStatementDescribed() || PreparedMembers.resolvesTypes(query, statement);
        return prepares || clears ? PREPARING_TEXT : TEXT;
    }

    private static boolean reachesThreshold(PgStatement statement) {
        int threshold = statement.getPrepareThreshold();
        return threshold != 0 && PreparedMembers.cachedQuery(statement).getExecuteCount() + 1 >= threshold;
    }

    /** An answer from the cache has taken the place of an execution. */
    static void executed(PgStatement statement) {
        if (PreparedMembers.isPrepared(statement)) {
            CachedQuery query = PreparedMembers.cachedQuery(statement);
            query.increaseExecuteCount();
        }
    }
}
