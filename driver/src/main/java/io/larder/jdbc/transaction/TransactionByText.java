package io.larder.jdbc.transaction;

import io.larder.jdbc.cache.CachedDatabase;
import io.larder.jdbc.cache.Session;
import io.larder.jdbc.cache.SqlCall;
import io.larder.jdbc.database.TransactionStatus;
import io.larder.sql.StatementPlan.TransactionControl;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of one connection, as statements begin, shape, prepare and end them. It tells the {@link TransactionScope}
 * what methods of JDBC tell it otherwise, and notes what text has changed that nothing is known of.
 */
public final class TransactionByText {
    /**
     * Settings, of any database, that decide how long a statement may wait or run and what others are told of the session,
     * and nothing else. Frameworks set them for each lock, transaction or connection.
     */
    private static final Set<String> WITHOUT_EFFECT_ON_ANSWERS =
            Set.of("lock_timeout", "statement_timeout", "idle_session_timeout", "application_name", "query_timeout");

    private final CachedDatabase database;
    private final Session session;
    private final TransactionScope scope;
    private final PhysicalTransaction physical;

    public TransactionByText(CachedDatabase database, Session session, TransactionScope scope) {
        this.database = database;
        this.session = session;
        this.scope = scope;
        this.physical = scope.physical();
    }

    /** Runs a statement that starts, shapes or ends a transaction by text. */
    public <T extends @Nullable Object> T run(TransactionControl plan, SqlCall<T> statement) throws SQLException {
        return switch (plan.kind()) {
            case BEGIN, SET_TRANSACTION, SET_NEXT_TRANSACTION -> begin(plan, statement);
            case SAVEPOINT -> savepoint(statement);
            case COMMIT -> ending(plan.modes(), () -> scope.commit(statement));
            case ROLLBACK -> ending(plan.modes(), () -> scope.rollback(statement));
            case PREPARE -> prepare(plan, statement);
            case FINISH_PREPARED -> finishPrepared(plan, statement);
        };
    }

    private <T extends @Nullable Object> T begin(TransactionControl plan, SqlCall<T> statement) throws SQLException {
        if (plan.kind() == TransactionControl.Kind.BEGIN && scope.status() == TransactionStatus.IDLE) {
            physical.snapshot = null;
            physical.modesByText = false;
        }
        if (plan.modes()) {
            physical.modesByText = true;
            // SET SESSION CHARACTERISTICS outlives the transaction.
            session.touched(true);
        }
        if (plan.kind() == TransactionControl.Kind.BEGIN) {
            return scope.snapshot().begin(statement);
        }
        physical.nextShaped |= plan.kind() == TransactionControl.Kind.SET_NEXT_TRANSACTION;
        scope.beginIfServed();
        return statement.run();
    }

    private <T extends @Nullable Object> T savepoint(SqlCall<T> statement) throws SQLException {
        try {
            return statement.run();
        } finally {
            session.savepointEnded();
        }
    }

    private <T extends @Nullable Object> T ending(boolean chained, SqlCall<T> call) throws SQLException {
        if (!chained) {
            return call.run();
        }
        // Until the end of all this: what another thread writes meanwhile is of the next transaction.
        physical.lock();
        try {
            T result = call.run();
            // The next transaction is open already, with the modes of the last one.
            physical.ended();
            physical.modesByText = true;
            return result;
        } finally {
            physical.unlock();
        }
    }

    private <T extends @Nullable Object> T prepare(TransactionControl plan, SqlCall<T> statement) throws SQLException {
        Optional<String> globalId = plan.globalId();
        return globalId.isEmpty() || scope.status() == TransactionStatus.FAILED
                ? scope.unknown(statement)
                : scope.prepare(globalId.get(), statement);
    }

    private <T extends @Nullable Object> T finishPrepared(TransactionControl plan, SqlCall<T> statement)
            throws SQLException {
        try {
            T result = scope.unknown(statement);
            plan.globalId().ifPresent(database::finishPrepared);
            return result;
        } catch (SQLException failure) {
            if (database.support().outcomeUnknown(failure)) {
                // Nobody may ever say that it is finished: its tables would never be served again.
                plan.globalId().ifPresent(scope::preparedIsLost);
            }
            throw failure;
        }
    }

    /**
     * A setting is about to be changed by text. That opens a transaction without taking its snapshot; most settings are read
     * again before the next answer, which does take it.
     */
    public void settingStarts(Optional<String> setting) throws SQLException {
        if (!isWithoutEffectOnAnswers(setting)) {
            scope.statementStarts();
        }
    }

    /** A setting was changed by text; those about transactions may shape the one that is open. */
    public void settingChanged(Optional<String> setting) {
        if (isWithoutEffectOnAnswers(setting)) {
            return;
        }
        boolean explicit = scope.mayBeExplicit();
        session.touched(explicit);
        physical.modesByText |=
                explicit && setting.map(name -> name.contains("transaction")).orElse(true);
    }

    private static boolean isWithoutEffectOnAnswers(Optional<String> setting) {
        return setting.filter(WITHOUT_EFFECT_ON_ANSWERS::contains).isPresent();
    }
}
